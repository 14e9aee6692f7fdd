import { decodeCoSigned, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { bytesOf, type Opaque } from '../cbor/opaque.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { orderCovers, removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { revocationCodec, revocationCovers, type Revocation } from '../content/revocation.ts';
import { isCutOff, type ChannelFacts } from '../policy/channelFacts.ts';
import { checkRemovalOrder, checkRevocation } from '../policy/removalRules.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { Admission } from '../trust/admission.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';
import { storedCutRecord } from './storedCut.ts';

/** What covers somebody who stands in a channel, as content to be posted there, and whether it would hold there. */
type MissingCut = { readonly id: ObjectHash; readonly body: ContentBody; readonly holds: boolean };

/**
 * Every revocation and removal order that this device knows: from the logs of its channels and from letters. None of them has effect in
 * a channel before its place in that channel's log; what is kept here is what to post there, and whom not to follow.
 */
export class KnownCuts {
    readonly revocations: readonly CoSigned<Revocation>[];
    readonly #orders: readonly CoSigned<RemovalOrder>[];

    private constructor(revocations: readonly CoSigned<Revocation>[], orders: readonly CoSigned<RemovalOrder>[]) {
        this.revocations = revocations;
        this.#orders = orders;
    }

    static async read(reader: StoreReader): Promise<KnownCuts> {
        const all = (await reader.list(bucket.cuts)).map(({ value }) => storedCutRecord.decode(value));
        return new KnownCuts(
            all.filter((one) => !one.isOrder).map(({ signed }) => decodeCoSigned(revocationCodec, signed)),
            all.filter((one) => one.isOrder).map(({ signed }) => decodeCoSigned(removalOrderCodec, signed)),
        );
    }

    /** Keeps a revocation whose signatures were checked. */
    static keep(writer: StoreWriter, revocation: CoSigned<Revocation>): void {
        const stored = { isOrder: false, signed: encodeCoSigned(revocationCodec, revocation) };
        storedCutRecord.put(writer, bucket.cuts, bytesOf(idOfSigned(revocationCodec, revocation)), stored);
    }

    /** Keeps a removal order whose signatures were checked. */
    static keepOrder(writer: StoreWriter, order: CoSigned<RemovalOrder>): void {
        const stored = { isOrder: true, signed: encodeCoSigned(removalOrderCodec, order) };
        storedCutRecord.put(writer, bucket.cuts, bytesOf(idOfSigned(removalOrderCodec, order)), stored);
    }

    /** Whether a revocation is kept already. */
    has(revocation: CoSigned<Revocation>): boolean {
        const id = idOfSigned(revocationCodec, revocation);
        return this.revocations.some((one) => idOfSigned(revocationCodec, one) === id);
    }

    /** Whether somebody was cut off from a channel, as far as this device knows. */
    covers(admission: CoSigned<Admission>, channel: Opaque | undefined): boolean {
        return this.#ordersOn(admission, channel).length > 0 || this.#revocationsOf(admission).length > 0;
    }

    /** Whether a person was cut off with all devices, by an admission of one: no further device comes of it. */
    coversPersonOf(admission: CoSigned<Admission>): boolean {
        return (
            this.#ordersOn(admission, undefined).some(({ body }) => body.person !== undefined) ||
            this.#revocationsOf(admission).some(({ body }) => body.wholePerson)
        );
    }

    /** The first hour, not before another one, in which an admission of a person holds in spite of what cut the person off. */
    firstHour(person: PersonTag, hour: UnixHour): UnixHour {
        const orders = this.#orders.filter(({ body }) => body.person === person);
        const revocations = this.revocations.filter(({ body }) => body.wholePerson && body.target.body.person === person);
        const hours = [...orders, ...revocations].map(({ body }) => hoursAfter(body.hour, 1));
        return Math.max(hour, ...hours) as UnixHour;
    }

    /** Whether something known that covers an admission would hold in a channel's log. */
    async canTakeEffect(
        admission: CoSigned<Admission>,
        channel: Opaque,
        charters: CharterChain,
        before: readonly Revocation[],
    ): Promise<boolean> {
        for (const order of this.#ordersOn(admission, channel)) if ((await checkRemovalOrder(order, charters)) === 'none') return true;
        for (const one of this.#revocationsOf(admission)) if ((await checkRevocation(one, charters, before)) === 'none') return true;
        return false;
    }

    /**
     * What covers somebody who stands in a channel and is not in its facts. The older first: a device that signed one may have been cut
     * off by the next.
     */
    async missingIn(facts: ChannelFacts, own: DeviceKey): Promise<readonly MissingCut[]> {
        const others = facts.roster
            .map(({ credential }) => credential)
            .filter((credential) => deviceOf(credential) !== own && !isCutOff(facts, credential.admission))
            .map(({ admission }) => admission);
        const missing: MissingCut[] = [];
        const revocations = this.revocations.filter(({ body }) => others.some((one) => revocationCovers(body, one.body)));
        for (const revocation of revocations.sort((a, b) => a.body.hour - b.body.hour)) {
            const holds = (await checkRevocation(revocation, facts.charters, facts.revocations)) === 'none';
            missing.push({ id: idOfSigned(revocationCodec, revocation), body: { type: 'revocation', revocation }, holds });
        }
        for (const order of this.#orders.filter(({ body }) => others.some((one) => orderCovers(body, one, facts.channel)))) {
            const holds = (await checkRemovalOrder(order, facts.charters)) === 'none';
            missing.push({ id: idOfSigned(removalOrderCodec, order), body: { type: 'removalOrder', order }, holds });
        }
        return missing;
    }

    #ordersOn(admission: CoSigned<Admission>, channel: Opaque | undefined): readonly CoSigned<RemovalOrder>[] {
        return this.#orders.filter(({ body }) => orderCovers(body, admission, channel));
    }

    #revocationsOf(admission: CoSigned<Admission>): readonly CoSigned<Revocation>[] {
        return this.revocations.filter(({ body }) => revocationCovers(body, admission.body));
    }
}
