import { concat, wipe, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { RelayRefused } from '../connection/relayRefused.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { joinBundle, welcomePartCodec, type WelcomePart } from '../content/welcomePart.ts';
import type { WelcomeBundle } from '../content/welcomeBundle.ts';
import { storedPackageRecord } from '../devices/storedPackage.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { decodeKeyPackage } from '../mls/keypackages/keyPackage.ts';
import { KeyPackageSecrets } from '../mls/keypackages/keyPackageSecrets.ts';
import type { StoreWriter } from '../storage/store.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import { bucket } from '../sync/bucket.ts';
import { mustWait } from '../policy/commitRules.ts';
import { CharterChain } from '../trust/charterChain.ts';
import { DeviceCredentialValidator } from '../trust/deviceCredentialValidator.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { Letter } from '../trust/letter.ts';
import { Marks } from '../verification/marks.ts';
import { idOf, opaqueIdBytes, type ChannelId } from '../wire/opaqueId.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { accessKey } from './accessKey.ts';
import { proveEpoch } from './channelReader.ts';
import type { ChannelSession } from './channelSession.ts';
import { Entry, type Opened } from './entry.ts';
import type { OutboxNumbers } from './outboxNumbers.ts';
import { mayEnter } from '../revocations/entryRules.ts';
import type { JoinerPack } from '../content/joinerPack.ts';
import { readCharters } from './stateReader.ts';
import { rosterOf } from './rosterReader.ts';
import { storedWelcomeRecord } from './storedWelcome.ts';
import { verifyWelcome, type VerifiedWelcome } from './welcomeVerifier.ts';

const patienceSeconds = 48 * 3600;

type WelcomeOutcome =
    /** This device is in. */
    | 'entered'
    /** Parts are missing, or its commit has not been handed in. */
    | 'waits'
    /** It does not hold, its commit lost, or this device is in already. */
    | 'refused';

/** A bundle's parts that have come, all by one sender. */
type Arrived = {
    readonly channel: ChannelId;
    readonly keys: readonly Bytes[];
    readonly parts: readonly WelcomePart[];
    readonly sender: DeviceKey;
    readonly since: number;
};

/** Keeps one part of a Welcome, in the transaction that takes its letter. @throws MalformedObjectException when it is none. */
export function keepWelcome(writer: StoreWriter, letter: Letter, now: number): void {
    const part = decodeObject(welcomePartCodec, letter.body);
    const channel = bytesOf(part.channel);
    requireRule(channel.length === opaqueIdBytes, 'a channel of no relay');
    const key = concat(channel, bytesOf(part.bundle), Uint8Array.of(part.part));
    storedWelcomeRecord.put(writer, bucket.welcomes, key, { body: letter.body, sender: letter.sender, receivedAt: Math.floor(now / 1000) });
}

/**
 * Comes into channels: keeps the parts of a Welcome, verifies every leaf, the Charter, the policy and the names that travel with
 * it, and is in when the relay accepts the new epoch's key. Until then the key package is kept, for the commit may have lost.
 */
export class WelcomeDesk {
    readonly #session: ChannelSession;
    readonly #entry: Entry;

    constructor(session: ChannelSession, numbers: OutboxNumbers) {
        this.#session = session;
        this.#entry = new Entry(session, numbers);
    }

    /** Tries every Welcome that is whole; the channels that were entered. */
    async enterAll(): Promise<readonly ChannelId[]> {
        const entered: ChannelId[] = [];
        for (const arrived of await this.#arrived()) {
            const outcome = await this.#enter(arrived);
            if (outcome === 'entered') entered.push(arrived.channel);
            const age = Math.floor(this.#session.now() / 1000) - arrived.since;
            if (outcome === 'refused' || (outcome === 'waits' && age > patienceSeconds)) {
                await this.#session.store.write((writer) => arrived.keys.forEach((key) => writer.delete(bucket.welcomes, key)));
            }
        }
        return entered;
    }

    async #arrived(): Promise<Iterable<Arrived>> {
        const bundles = new Map<string, Arrived>();
        for (const { key, value } of await this.#session.store.list(bucket.welcomes)) {
            const record = storedWelcomeRecord.decode(value);
            const part = decodeObject(welcomePartCodec, record.body);
            const name = [part.channel, part.bundle, record.sender].join();
            const known = bundles.get(name);
            bundles.set(name, {
                channel: idOf<ChannelId>(bytesOf(part.channel)),
                keys: [...(known?.keys ?? []), key],
                parts: [...(known?.parts ?? []), part],
                sender: record.sender,
                since: Math.min(known?.since ?? Infinity, record.receivedAt),
            });
        }
        return bundles.values();
    }

    async #enter({ parts, sender }: Arrived): Promise<WelcomeOutcome> {
        try {
            const bundle = joinBundle(parts);
            const [part] = parts;
            if (bundle === undefined || part === undefined) return 'waits';
            const found = await this.#open(bundle);
            if (found === undefined) return await this.#refuseUsed(part);
            try {
                const cover = { part, sender, now: this.#session.now(), known: this.#session.charters };
                const verified = await verifyWelcome(found.group, bundle.pack, cover);
                if (!(await this.#mayEnter(verified, found, { pack: bundle.pack, sender }))) return 'refused';
                return await this.#prove(verified, found);
            } finally {
                await found.group.dispose();
            }
        } catch (failure) {
            // Whatever one bundle's author found to break must not hold up the other bundles and the channels.
            const isElsewhere = failure instanceof RelayUnreachable || failure instanceof RelayRefused || failure instanceof StoreFailure;
            if (isElsewhere) throw failure;
            this.#session.alarm('bad-welcome', undefined);
            return 'refused';
        }
    }

    /** Opens the Welcome with the key package it was made for. */
    async #open({ welcome, pack }: WelcomeBundle): Promise<Opened | undefined> {
        for (const reference of MlsGroup.peekWelcome(welcome)) {
            const stored = await this.#session.store.get(bucket.packages, reference);
            if (stored === undefined) continue;
            const kept = storedPackageRecord.decode(stored);
            const charters = await CharterChain.verify(pack.charters);
            requireRule(charters instanceof CharterChain, 'a Charter that does not hold');
            await this.#requireCurrent(charters);
            const secrets = await KeyPackageSecrets.load(kept.secrets);
            try {
                const validator = new DeviceCredentialValidator(charters);
                const group = await MlsGroup.join(welcome, decodeKeyPackage(kept.package), secrets, { validator });
                return { group, reference, package: kept };
            } finally {
                secrets.dispose();
            }
        }
        return undefined;
    }

    /** A Welcome for a package that is not here: the letter of a channel this device knows came again, or its package was handed out again. */
    async #refuseUsed({ channel }: WelcomePart): Promise<WelcomeOutcome> {
        if ((await this.#entry.known(idOf<ChannelId>(bytesOf(channel)))) === undefined) this.#session.alarm('bad-welcome', undefined);
        return 'refused';
    }

    /**
     * Whoever adds knows at least the Charter that this device knows: under an older one retired officers would still count. A longer one
     * is taken; it holds by itself.
     */
    async #requireCurrent(charters: CharterChain): Promise<void> {
        const known = await this.#session.adopt(charters);
        requireRule(known !== undefined, 'the Charter of another dialogue, or another history of this one');
        if (charters.find(known.headId) !== undefined) return;
        this.#session.alarm('older-charter', undefined);
        throw new MalformedObjectException('a Welcome under an older Charter');
    }

    async #mayEnter({ state }: VerifiedWelcome, { group }: Opened, from: { pack: JoinerPack; sender: DeviceKey }): Promise<boolean> {
        const charters = await readCharters(state);
        const roster = rosterOf(group.members);
        if (await mayEnter(this.#session, { channel: state.id, charters, roster, ...from })) return true;
        this.#session.alarm('cut-off-stands', undefined);
        return false;
    }

    async #prove({ state, by }: VerifiedWelcome, found: Opened): Promise<WelcomeOutcome> {
        // A commit of that hour would be waited for as well: else every leaf would seem expired, and later hours too early.
        if (mustWait(state.commitHour, this.#session.now())) return 'waits';
        const known = await this.#entry.known(state.id);
        if (known?.phase === 'open') return 'refused';
        const connection = await this.#session.relay.channels();
        const seed = accessKey.seed(found.group);
        try {
            const reply = await proveEpoch(connection, state.id, found.group.epoch, seed);
            switch (reply.code) {
                case RelayCode.ok:
                    await new Marks(this.#session).meet(rosterOf(found.group.members));
                    await this.#entry.enter(state, found, { reply, by });
                    return 'entered';
                case RelayCode.wrongKey:
                case RelayCode.notFound:
                    return 'refused';
                case RelayCode.tooMany:
                case RelayCode.unavailable:
                    throw new RelayRefused(reply.code);
                default:
                    // The commit has not been handed in; or one Welcome that the relay does not take must not hold up the channels.
                    return 'waits';
            }
        } finally {
            wipe(seed);
        }
    }
}
