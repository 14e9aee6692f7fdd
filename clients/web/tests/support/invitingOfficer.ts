import { deviceLinkToLink, type DeviceLink } from '../../src/core/trust/deviceLink.ts';
import type { CoSigned } from '../../src/core/cbor/coSigned.ts';
import { encodeObject } from '../../src/core/cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../../src/core/cbor/opaque.ts';
import { decodeSigned, idOfSigned, isSignedBy } from '../../src/core/cbor/signedCodec.ts';
import type { MailboxKeys } from '../../src/core/devices/mailboxKeys.ts';
import { cardOf, drawMailbox } from '../../src/core/devices/mailboxMaker.ts';
import { HpkeKeyPair } from '../../src/core/mls/crypto/hpkeKeyPair.ts';
import { admissionCodec, type Admission } from '../../src/core/trust/admission.ts';
import { admissionGrantedCodec, type AdmissionGranted } from '../../src/core/trust/admissionGranted.ts';
import { computeDigits } from '../../src/core/trust/digits.ts';
import { invitationToLink } from '../../src/core/trust/invitation.ts';
import { joinRequestCodec, type JoinRequest } from '../../src/core/trust/joinRequest.ts';
import { LetterKind, type Letter } from '../../src/core/trust/letter.ts';
import { letterSuite, openLetter, sealLetter } from '../../src/core/trust/letterSeal.ts';
import type { MailboxCard } from '../../src/core/trust/mailboxCard.ts';
import type { ObjectHash } from '../../src/core/trust/objectHash.ts';
import type { PersonTag } from '../../src/core/trust/personTag.ts';
import { parseRelayAddress } from '../../src/core/trust/relayAddress.ts';
import { requestDeclinedCodec } from '../../src/core/trust/requestDeclined.ts';
import { requestReplyCodec } from '../../src/core/trust/requestReply.ts';
import { Roles } from '../../src/core/trust/roles.ts';
import { hoursAfter, type UnixHour } from '../../src/core/trust/unixHour.ts';
import { idOf, type MailboxId } from '../../src/core/wire/opaqueId.ts';
import { facilitator, filled, key, now, seed, signAll, World } from '../world.ts';
import type { MailboxRelay } from './mailboxRelay.ts';

/** A request as the officer reads it. */
export type Asked = { readonly request: JoinRequest; readonly id: ObjectHash; readonly card: MailboxCard };

/** The facilitator who opened the dialogue of the test world, with a mailbox of their own. */
export class InvitingOfficer {
    readonly world: World;
    readonly #relay: MailboxRelay;
    readonly #keys: MailboxKeys;

    private constructor(world: World, relay: MailboxRelay, keys: MailboxKeys) {
        this.world = world;
        this.#relay = relay;
        this.#keys = keys;
    }

    static async at(relay: MailboxRelay): Promise<InvitingOfficer> {
        const keys = await drawMailbox(filled(1, 32), filled(2, 32));
        relay.mailboxes.set(keys.id, { letters: [], packages: [] });
        return new InvitingOfficer(await World.solo(), relay, keys);
    }

    invite(expiresAt = hoursAfter(now, 24)): Promise<string> {
        return invitationToLink({ ...this.#link(expiresAt), party: undefined, roles: Roles.participant }, seed(facilitator));
    }

    /** A link for a further device of somebody who is in. */
    deviceLink(expiresAt = hoursAfter(now, 24)): Promise<string> {
        return deviceLinkToLink(this.#link(expiresAt), seed(facilitator));
    }

    #link(expiresAt: UnixHour): DeviceLink {
        return {
            relay: parseRelayAddress('https://relay.example'),
            relayId: this.#relay.id,
            dialogue: this.world.charters.dialogue,
            charter: this.world.charters.headId,
            inviter: key(facilitator),
            card: cardOf(this.#keys),
            secret: filled(3, 32),
            pass: filled(4, 32),
            closeMark: opaqueOf(filled(5, 32)),
            expiresAt,
        };
    }

    /** All letters that wait, taken out. */
    async letters(): Promise<readonly Letter[]> {
        const box = this.#relay.mailboxes.get(this.#keys.id)!;
        const sealed = box.letters.splice(0);
        const pair = HpkeKeyPair.fromKeys(letterSuite, this.#keys.hpkePublicKey, this.#keys.hpkePrivateKey);
        return Promise.all(sealed.map(({ bytes }) => openLetter(bytes, this.#keys.id, pair)));
    }

    /** The one request that waits. */
    async asked(): Promise<Asked> {
        const [letter] = await this.letters();
        if (letter?.kind !== LetterKind.joinRequest) throw new Error('no request');
        const signed = decodeSigned(joinRequestCodec, letter.body);
        if (!(await isSignedBy(joinRequestCodec, signed, letter.sender))) throw new Error('not signed');
        return { request: signed.body, id: idOfSigned(joinRequestCodec, signed), card: signed.body.card! };
    }

    /** Answers with a nonce; the digits that the officer sees. */
    async reply({ id, card }: Asked, nonce = filled(7, 32), by = facilitator, charters = this.world.charters): Promise<readonly string[]> {
        const body = encodeObject(requestReplyCodec, { request: id, nonce, charters: charters.signed });
        await this.send(card, LetterKind.reply, body, by);
        return computeDigits(charters.dialogue, id, nonce);
    }

    async admit({ request, id, card }: Asked, device = request.device, signer = facilitator): Promise<void> {
        const body = { ...this.world.admission(20, undefined, Roles.participant), device, person: opaqueOf<PersonTag>(filled(20, 16)) };
        const admission = await signAll(admissionCodec, body, signer);
        await this.grant(card, id, admission);
    }

    async grant(
        to: MailboxCard,
        request: ObjectHash,
        admission: CoSigned<Admission>,
        change: Partial<AdmissionGranted> = {},
        by = facilitator,
    ): Promise<void> {
        const granted: AdmissionGranted = { request, admission, charters: this.world.charters.signed, spare: undefined, ...change };
        await this.send(to, LetterKind.admission, encodeObject(admissionGrantedCodec, granted), by);
    }

    async decline({ id, card }: Asked, reason: string): Promise<void> {
        await this.send(card, LetterKind.declined, encodeObject(requestDeclinedCodec, { request: id, reason }));
    }

    async send(to: MailboxCard, kind: LetterKind, body: Uint8Array<ArrayBuffer>, by = facilitator): Promise<void> {
        const letter: Letter = { kind, mailbox: to.mailbox, sender: key(by), senderAdmission: undefined, body, hour: now };
        const bytes = await sealLetter(letter, seed(by), bytesOf(to.hpkeKey));
        this.#relay.drop(idOf<MailboxId>(bytesOf(to.mailbox)), bytes);
    }
}
