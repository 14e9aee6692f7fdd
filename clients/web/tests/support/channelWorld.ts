import type { Bytes } from '../../src/core/bytes.ts';
import { coSign, type CoSigned } from '../../src/core/cbor/coSigned.ts';
import { encodeObject } from '../../src/core/cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../../src/core/cbor/opaque.ts';
import { signObject } from '../../src/core/cbor/signedCodec.ts';
import { accessKey } from '../../src/core/channels/accessKey.ts';
import { channelStateRecord, newChannelState, type ChannelState } from '../../src/core/channels/channelState.ts';
import { drawEntry, outboxEntryRecord } from '../../src/core/channels/outboxEntry.ts';
import { ownProfile } from '../../src/core/channels/ownProfile.ts';
import { channelDescriptorCodec, descriptorExtensionType } from '../../src/core/content/channelDescriptor.ts';
import { ChannelKind } from '../../src/core/content/channelKind.ts';
import { channelPolicyCodec, FloorMode } from '../../src/core/content/channelPolicy.ts';
import type { ContentBody } from '../../src/core/content/contentBody.ts';
import { drawLeaf, leafCapabilities, lifetimeFrom } from '../../src/core/devices/packageStock.ts';
import { CredentialType } from '../../src/core/mls/credentials/credentialType.ts';
import type { ExtensionType } from '../../src/core/mls/extensions/extensionType.ts';
import { requiredCapabilitiesExtension } from '../../src/core/mls/extensions/requiredCapabilities.ts';
import { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
import { bucket } from '../../src/core/sync/bucket.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../../src/core/trust/admission.ts';
import { charterCodec, quickStartCharter, type Charter } from '../../src/core/trust/charter.ts';
import { CharterChain } from '../../src/core/trust/charterChain.ts';
import type { DeviceKey } from '../../src/core/trust/deviceKey.ts';
import { ed25519PublicKey } from '../../src/core/trust/ed25519.ts';
import { letterSuite } from '../../src/core/trust/letterSeal.ts';
import type { PartyCode } from '../../src/core/trust/partyCode.ts';
import type { PersonTag } from '../../src/core/trust/personTag.ts';
import { Regime } from '../../src/core/trust/regime.ts';
import { Roles } from '../../src/core/trust/roles.ts';
import { signedCharterChainCodec } from '../../src/core/trust/signedCharterChain.ts';
import { hourOf, unixHour } from '../../src/core/trust/unixHour.ts';
import type { LogItem } from '../../src/core/wire/channels.ts';
import { startOfLog } from '../../src/core/wire/logChain.ts';
import type { LetterKind } from '../../src/core/trust/letter.ts';
import { removalOrderCodec, type RemovalOrder } from '../../src/core/content/removalOrder.ts';
import { drawId, type ChannelId, type LetterId } from '../../src/core/wire/opaqueId.ts';
import { MemoryChannel } from './memoryChannel.ts';
import { MemoryRelay } from './memoryRelay.ts';
import { TestDevice } from './testDevice.ts';

const start = Date.UTC(2026, 2, 2, 9);
const descriptorType = descriptorExtensionType as ExtensionType;

/** A plenary of three. */
export type Three = {
    readonly world: ChannelWorld;
    readonly lena: TestDevice;
    readonly marek: TestDevice;
    readonly dalia: TestDevice;
    readonly channel: ChannelId;
    readonly log: () => readonly LogItem[];
};

/** A dialogue of two sides with one officer, a relay, and a clock. */
export class ChannelWorld {
    readonly relay = new MemoryRelay();
    readonly charters: CharterChain;
    /** Signs for the stewards. */
    readonly stewardSeed = randomBytes(32);
    /** A second steward's, so that nobody offers to be that. */
    readonly secondStewardSeed = randomBytes(32);
    #stewardKeys: readonly Bytes[] = [];
    readonly #officerSeed: Uint8Array;
    /** What letters are, for they are not sealed here. */
    readonly letterKinds = new Map<LetterId, LetterKind>();
    now = start;

    private constructor(charters: CharterChain, officerSeed: Uint8Array) {
        this.charters = charters;
        this.#officerSeed = officerSeed;
    }

    static async create(): Promise<ChannelWorld> {
        const seed = randomBytes(32);
        const founder = opaqueOf<DeviceKey>(await ed25519PublicKey(seed));
        const parties = [
            { code: 'H' as PartyCode, title: 'Hill' },
            { code: 'C' as PartyCode, title: 'Coast' },
        ];
        const charter = { ...quickStartCharter('Water', founder, hourOf(start)), parties };
        const version = await coSign(charterCodec, { body: charter, signatures: [] }, seed);
        const charters = await CharterChain.verify({ versions: [version] });
        if (typeof charters === 'string') throw new Error(charters);
        return new ChannelWorld(charters, seed);
    }

    /** Lena, a facilitator, has brought Marek of Hill and Dalia of Coast into a plenary; all have read everything. */
    static async three(): Promise<Three> {
        const world = await ChannelWorld.create();
        const lena = await world.facilitator('Lena');
        const marek = await world.participant('Marek', 'H');
        const dalia = await world.participant('Dalia', 'C');
        const channel = await world.plenary(lena);
        for (const device of [marek, dalia]) await device.putPackages();
        await lena.directory.add(channel, [marek.candidate, dalia.candidate]);
        for (const device of [marek, dalia]) await device.receive();
        for (const device of [marek, dalia, lena, marek]) await device.sync();
        return { world, lena, marek, dalia, channel, log: () => world.relay.channel(channel).items };
    }

    /** The next version of the Charter, signed by its officer. */
    async amended(change: Partial<Charter>, before: CharterChain = this.charters): Promise<CharterChain> {
        const body = { ...before.head, version: before.head.version + 1, previous: before.headId, ...change };
        const version = await coSign(charterCodec, { body, signatures: [] }, this.#officerSeed);
        const chain = await CharterChain.verify({ versions: [...before.signed.versions, version] });
        if (typeof chain === 'string') throw new Error(chain);
        return chain;
    }

    get hour(): number {
        return hourOf(this.now);
    }

    /** Lets time go by. */
    wait(hours: number): void {
        this.now += hours * 3_600_000;
    }

    /** The facilitator, whose key is the Charter's officer. */
    facilitator(name: string): Promise<TestDevice> {
        return this.#device(name, this.#officerSeed, Roles.organizer | Roles.facilitator, undefined);
    }

    /** Another facilitator, who is no officer. */
    secondFacilitator(name: string): Promise<TestDevice> {
        return this.#device(name, randomBytes(32), Roles.facilitator, undefined);
    }

    participant(name: string, party: 'H' | 'C', days = 365): Promise<TestDevice> {
        return this.#device(name, randomBytes(32), Roles.participant, party as PartyCode, days);
    }

    /** A further device of a person who is in, as the device rule admits it. */
    async furtherDevice(of: TestDevice, name: string): Promise<TestDevice> {
        const seed = randomBytes(32);
        const device = opaqueOf<DeviceKey>(await ed25519PublicKey(seed));
        const body = { ...of.admission.body, device, earlier: of.admission };
        return new TestDevice(this, { name, seed, device, admission: await this.admit(body) });
    }

    /** Signs an admission as the Charter asks. */
    admit(body: Admission): Promise<CoSigned<Admission>> {
        return coSign(admissionCodec, { body, signatures: [] }, this.#officerSeed);
    }

    /** Signs an order as the Charter's quorum asks. */
    order(body: RemovalOrder): Promise<CoSigned<RemovalOrder>> {
        return coSign(removalOrderCodec, { body, signatures: [] }, this.#officerSeed);
    }

    async #device(name: string, seed: Uint8Array, roles: Roles, party: PartyCode | undefined, days = 365): Promise<TestDevice> {
        const device = opaqueOf<DeviceKey>(await ed25519PublicKey(seed));
        const body: Admission = {
            dialogue: this.charters.dialogue,
            charter: this.charters.headId,
            person: opaqueOf<PersonTag>(randomBytes(16)),
            device,
            party,
            roles,
            notBefore: hourOf(start),
            notAfter: unixHour(hourOf(start) + days * 24),
            limits: undefined,
            earlier: undefined,
        };
        return new TestDevice(this, { name, seed, device, admission: await this.admit(body) });
    }

    /** Opens a plenary with its founder alone in it. */
    async plenary(founder: TestDevice, title = 'Plenary'): Promise<ChannelId> {
        const id = drawId<ChannelId>();
        const { key, credential } = await drawLeaf(letterSuite, founder.admission, founder.deviceSeed);
        const descriptor = { dialogue: this.charters.dialogue, kind: ChannelKind.plenary, party: undefined, suiteId: letterSuite.id };
        const group = await MlsGroup.create({
            suite: letterSuite,
            groupId: bytesOf(id),
            credential,
            signatureKey: key,
            capabilities: leafCapabilities,
            lifetime: lifetimeFrom(this.now),
            groupContextExtensions: [
                requiredCapabilitiesExtension({ extensions: [descriptorType], proposals: [], credentials: [CredentialType.Basic] }),
                { type: descriptorType, data: encodeObject(channelDescriptorCodec, descriptor) },
            ],
        });
        this.#stewardKeys = await Promise.all([this.stewardSeed, this.secondStewardSeed].map(ed25519PublicKey));
        this.relay.channels.set(id, new MemoryChannel(id, await ed25519PublicKey(accessKey.seed(group)), this.#stewardKeys));
        const first: ContentBody[] = [
            { type: 'charter', charters: this.charters.signed },
            await this.#policy(founder, id, title),
            await ownProfile(founder, id),
        ];
        await founder.store.write((writer) => {
            channelStateRecord.put(writer, bucket.channels, bytesOf(id), this.#founded(id));
            writer.put(bucket.groups, bytesOf(id), group.save());
            first.forEach((body, i) => outboxEntryRecord.put(writer, bucket.outbox(bytesOf(id)), i + 1, drawEntry(body, this.now)));
        });
        await founder.sync();
        return id;
    }

    #founded(id: ChannelId): ChannelState {
        const charters = encodeObject(signedCharterChainCodec, this.charters.signed);
        return {
            ...newChannelState({ id, phase: 'open', commitHour: hourOf(this.now), charters }),
            digest: startOfLog(id),
            confirmed: true,
        };
    }

    async #policy(founder: TestDevice, channel: ChannelId, title: string): Promise<ContentBody> {
        const policy = {
            channel,
            number: 1,
            previous: undefined,
            title,
            kind: ChannelKind.plenary,
            regime: Regime.closed,
            retentionDays: this.charters.head.retentionDays,
            stewardKeys: this.#stewardKeys.map((one) => opaqueOf(one)),
            floor: FloorMode.open,
            slowModeSeconds: 0,
            pause: undefined,
            signerAdmission: idOfAdmission(founder.admission),
            hour: hourOf(this.now),
        };
        return {
            type: 'policy',
            policy: await signObject(channelPolicyCodec, policy, founder.deviceSeed),
            signerAdmission: founder.admission,
        };
    }
}

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
    return crypto.getRandomValues(new Uint8Array(length));
}
