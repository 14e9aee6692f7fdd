import type { ObjectHash } from '../../src/core/trust/objectHash.ts';
import { storedLetterRecord } from '../../src/core/sync/storedLetter.ts';
import { adoptedCharters } from '../../src/core/amendments/charterAdoption.ts';
import { concat, copyOf } from '../../src/core/bytes.ts';
import type { CoSigned } from '../../src/core/cbor/coSigned.ts';
import { bytesOf, opaqueOf } from '../../src/core/cbor/opaque.ts';
import { ChannelDirectory } from '../../src/core/channels/channelDirectory.ts';
import type { ChannelLetters, ChannelLink, ChannelSession } from '../../src/core/channels/channelSession.ts';
import type { ChannelNews } from '../../src/core/channels/channelWindow.ts';
import type { LineView } from '../../src/core/channels/views.ts';
import { keepChannelLetter } from '../../src/core/channels/channelLetters.ts';
import type { RelayConnection } from '../../src/core/connection/relayConnection.ts';
import { drawLeaf, leafCapabilities, lifetimeFrom } from '../../src/core/devices/packageStock.ts';
import { storedPackageRecord } from '../../src/core/devices/storedPackage.ts';
import { createKeyPackage, encodeKeyPackage, keyPackageRef } from '../../src/core/mls/keypackages/keyPackage.ts';
import type { Alarm } from '../../src/core/sync/alarm.ts';
import { bucket } from '../../src/core/sync/bucket.ts';
import type { FaultPoint } from '../../src/core/sync/faultPoint.ts';
import type { StoredLetter } from '../../src/core/sync/storedLetter.ts';
import { RelayLink } from '../../src/core/sync/relayLink.ts';
import { Whispers } from '../../src/core/sync/whispers.ts';
import { idOfAdmission, type Admission } from '../../src/core/trust/admission.ts';
import type { CharterChain } from '../../src/core/trust/charterChain.ts';
import type { DeviceKey } from '../../src/core/trust/deviceKey.ts';
import { LetterKind, type Letter } from '../../src/core/trust/letter.ts';
import { letterSuite } from '../../src/core/trust/letterSeal.ts';
import type { MailboxCard } from '../../src/core/trust/mailboxCard.ts';
import { sealPackage } from '../../src/core/trust/sealedPackage.ts';
import { hourOf, type UnixHour } from '../../src/core/trust/unixHour.ts';
import { drawId, idOf, type ChannelId, type LetterId, type MailboxId } from '../../src/core/wire/opaqueId.ts';
import { RelayCode } from '../../src/core/wire/relayCode.ts';
import type { Candidate } from '../../src/core/channels/membershipDesk.ts';
import type { Interference } from './memoryRelay.ts';
import { MemoryStore } from './memoryStore.ts';
import type { ChannelWorld } from './channelWorld.ts';

type Identity = {
    readonly name: string;
    readonly seed: Uint8Array;
    readonly device: DeviceKey;
    readonly admission: CoSigned<Admission>;
};

/** A device that was admitted, with a store that outlives it. Letters are not sealed: who sends one is their first 32 bytes. */
export class TestDevice implements ChannelSession {
    readonly world: ChannelWorld;
    readonly name: string;
    readonly deviceSeed: Uint8Array;
    readonly ownKey: DeviceKey;
    admission: CoSigned<Admission>;
    readonly #replaced: CoSigned<Admission>[] = [];
    readonly mailbox = drawId<MailboxId>();
    readonly store: MemoryStore;
    readonly interference: Interference = {};
    readonly alarms: Alarm[] = [];
    readonly news: ChannelNews[] = [];
    readonly letters: ChannelLetters;
    readonly whispers = new Whispers();
    /** Throws where the device is to die. */
    onFault: (point: FaultPoint) => void = () => undefined;
    relay: ChannelLink;
    charters: CharterChain;
    directory: ChannelDirectory;

    constructor(world: ChannelWorld, { name, seed, device, admission }: Identity, store = new MemoryStore()) {
        this.world = world;
        this.store = store;
        this.name = name;
        this.deviceSeed = seed;
        this.ownKey = device;
        this.admission = admission;
        this.letters = {
            seal: (kind, to, body) => this.#seal(kind, to, body),
            tryWrite: async (writer, kind, to, body) => {
                const letter = await this.#seal(kind, to, body);
                storedLetterRecord.put(writer, bucket.lettersOut, bytesOf(letter.letter), letter);
                return true;
            },
            drop: (letter) => this.#drop(letter),
            dropAll: () => this.#dropAll(),
        };
        this.charters = world.charters;
        this.relay = this.#link();
        this.directory = this.#directory();
    }

    get replacedAdmissions(): readonly ObjectHash[] {
        return this.#replaced.map(idOfAdmission);
    }

    adopt(other: CharterChain): Promise<CharterChain | undefined> {
        const newer = adoptedCharters(this, other);
        this.charters = newer ?? this.charters;
        return Promise.resolve(newer);
    }

    get profile(): ChannelSession['profile'] {
        return { name: this.name, counter: 0, card: this.card };
    }

    get card(): MailboxCard {
        const key = new Uint8Array(32).fill(7);
        return { mailbox: this.mailbox, dropToken: copyOf(key), hpkeKey: opaqueOf(key), packageKey: copyOf(key) };
    }

    get candidate(): Candidate {
        return { admission: this.admission, card: this.card, name: this.name, earlier: undefined };
    }

    now(): number {
        return this.world.now;
    }

    hour(): UnixHour {
        return hourOf(this.world.now);
    }

    alarm(alarm: Alarm): void {
        this.alarms.push(alarm);
    }

    pass(point: FaultPoint): void {
        this.onFault(point);
    }

    /** The same device with another store. */
    inAnother(store: MemoryStore): TestDevice {
        return new TestDevice(
            this.world,
            { name: this.name, seed: this.deviceSeed, device: this.ownKey, admission: this.admission },
            store,
        );
    }

    /** The process ends and begins again from what is stored. */
    restart(): void {
        this.onFault = () => undefined;
        this.relay = this.#link();
        this.directory = this.#directory();
    }

    /** An admission that a later one replaced. */
    replaced(index: number): CoSigned<Admission> {
        return this.#replaced[index]!;
    }

    /** The device is admitted anew, as its mailbox would take it: new packages in place of the old ones. */
    async renew(admission: CoSigned<Admission>): Promise<void> {
        this.#replaced.push(this.admission);
        this.admission = admission;
        this.world.relay.mailbox(this.mailbox).packages.length = 0;
        await this.putPackages(4);
    }

    /** Puts key packages into the own mailbox. */
    async putPackages(count = 2): Promise<void> {
        for (let i = 0; i < count; i++) {
            const { key, credential } = await drawLeaf(letterSuite, this.admission, this.deviceSeed);
            const { keyPackage, secrets } = await createKeyPackage(letterSuite, {
                credential,
                signatureKey: key,
                capabilities: leafCapabilities,
                lifetime: lifetimeFrom(this.now()),
                leafExtensions: [],
                extensions: [],
            });
            const stored = {
                package: encodeKeyPackage(keyPackage),
                secrets: secrets.save(),
                number: this.now() + i,
                used: false,
                isLast: i === count - 1,
            };
            this.world.relay.mailbox(this.mailbox).packages.push(sealPackage(stored.package, this.card));
            await this.store.write((writer) => {
                storedPackageRecord.put(writer, bucket.packages, keyPackageRef(letterSuite, keyPackage), stored);
            });
        }
    }

    /** Takes the letters that wait and tries their Welcomes. */
    async receive(): Promise<void> {
        const { letters } = this.world.relay.mailbox(this.mailbox);
        for (const { id, bytes } of letters.splice(0)) {
            const letter = {
                kind: this.world.letterKinds.get(id) ?? LetterKind.welcome,
                sender: opaqueOf<DeviceKey>(bytes.subarray(0, 32)),
                body: copyOf(bytes.subarray(32)),
            };
            await this.store.write((writer) => keepChannelLetter(this as never, writer, letter as Letter));
        }
        await this.directory.enter();
    }

    sync(): Promise<void> {
        return this.directory.sync();
    }

    /** Removes somebody where the own signature is enough: there are no desks here that could ask for others. */
    async remove(channel: ChannelId, name: string): Promise<void> {
        await this.directory.remove(channel, { name, reason: '' }, () => Promise.reject(new Error('others must sign')));
    }

    async say(channel: ChannelId, text: string): Promise<LineView> {
        const line = await this.directory.send(channel, text);
        await this.sync();
        return line;
    }

    async lines(channel: ChannelId): Promise<readonly LineView[]> {
        return (await this.directory.show(channel, 1000)).lines;
    }

    /** Who said what, of what came back in the log. */
    async words(channel: ChannelId): Promise<readonly string[]> {
        const lines = await this.lines(channel);
        return lines.flatMap(({ content, from, number }) => (content.type === 'text' && number > 0 ? [`${from}: ${content.text}`] : []));
    }

    /** What the channel itself told. */
    async told(channel: ChannelId): Promise<readonly string[]> {
        return linesTold(await this.lines(channel));
    }

    #link(): ChannelLink {
        return new RelayLink(
            (_, heard) => Promise.resolve(this.world.relay.connect(this.interference, heard) as RelayConnection),
            () => undefined,
            this.whispers.add,
        );
    }

    #directory(): ChannelDirectory {
        return new ChannelDirectory(this, (news) => this.news.push(news));
    }

    async #seal(kind: LetterKind, to: MailboxCard, body: Uint8Array): Promise<StoredLetter> {
        const letter = drawId<LetterId>();
        this.world.letterKinds.set(letter, kind);
        const bytes = concat(bytesOf(this.ownKey), body);
        return { mailbox: idOf<MailboxId>(bytesOf(to.mailbox)), dropToken: to.dropToken, letter, bytes };
    }

    async #dropAll(): Promise<void> {
        for (const { key, value } of await this.store.list(bucket.lettersOut)) {
            await this.#drop(storedLetterRecord.decode(value));
            await this.store.write((writer) => {
                writer.delete(bucket.lettersOut, key);
            });
        }
    }

    async #drop(letter: StoredLetter): Promise<RelayCode> {
        return (await (await this.relay.letters()).call('Drop', letter)).code;
    }
}

/** What a channel itself told, of some lines. */
export function linesTold(lines: readonly LineView[]): readonly string[] {
    return lines.flatMap(({ content }) => (content.type === 'notice' ? [tell(content.notice)] : []));
}

function tell(notice: Extract<LineView['content'], { type: 'notice' }>['notice']): string {
    if (notice.type === 'admitted') return `admitted ${notice.people.join()}, ${notice.party?.title}, ${notice.roles.join()}`;
    if (notice.type === 'amended') return `amended ${notice.version}`;
    const vouchers = notice.type === 'device' ? `, by ${notice.vouchers.join()}` : '';
    return 'people' in notice ? `${notice.by} ${notice.type} ${notice.people.join(', ')}${vouchers}` : notice.type;
}
