import { wipe } from '../bytes.ts';
import { decodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import type { Dial } from '../connection/relayConnection.ts';
import { deviceStateRecord, type DeviceState } from '../devices/deviceState.ts';
import type { Store, StoreWriter } from '../storage/store.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import { admissionCodec, type Admission } from '../trust/admission.ts';
import { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';
import type { RelayAddress } from '../trust/relayAddress.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { hourOf, type UnixHour } from '../trust/unixHour.ts';
import type { ChannelId, RelayId } from '../wire/opaqueId.ts';
import type { Alarm } from './alarm.ts';
import { bucket } from './bucket.ts';
import { Doorbell } from './doorbell.ts';
import type { FaultPoint } from './faultPoint.ts';
import { LetterOffice } from './letterOffice.ts';
import { RelayLink } from './relayLink.ts';
import { Whispers } from './whispers.ts';

/** What a session needs of the world around it. */
type Surroundings = {
    /** How a relay is dialled. */
    readonly dialer: (address: RelayAddress, expected: RelayId) => Dial;
    /** Milliseconds since 1970. */
    readonly now: () => number;
    /** The own device was changed and stored. */
    readonly changed: () => void;
    readonly alarm: (alarm: Alarm, channel: ChannelId | undefined) => void;
    /** For tests; absent in the product. */
    readonly onFault?: (point: FaultPoint) => void;
};

/** A device and what follows from it. */
export type Own = {
    readonly device: DeviceState;
    readonly charters: CharterChain | undefined;
    readonly admission: CoSigned<Admission> | undefined;
};

const deviceKey = new Uint8Array();

/** What every part of the client works with: the store, the own device, the connections, the clock. */
export class DeviceSession {
    readonly store: Store;
    readonly relay: RelayLink;
    readonly doorbell = new Doorbell();
    readonly letters: LetterOffice;
    readonly whispers = new Whispers();
    readonly ownKey: DeviceKey;
    readonly #around: Surroundings;
    #own: Own;

    private constructor(store: Store, own: Own, ownKey: DeviceKey, around: Surroundings) {
        this.store = store;
        this.ownKey = ownKey;
        this.#own = own;
        this.#around = around;
        this.relay = new RelayLink(around.dialer(own.device.relay, own.device.relayId), this.doorbell.ring, this.whispers.add);
        this.letters = new LetterOffice(this);
    }

    /** The session of the device in a store. */
    static async open(store: Store, around: Surroundings): Promise<DeviceSession> {
        const bytes = await store.get(bucket.device, deviceKey);
        if (!bytes) throw new StoreFailure('damaged');
        const own = await ownOf(deviceStateRecord.decode(bytes));
        const ownKey = opaqueOf<DeviceKey>(await ed25519PublicKey(own.device.deviceSeed));
        return new DeviceSession(store, own, ownKey, around);
    }

    /** Puts a new device into its store. */
    static begin(writer: StoreWriter, device: DeviceState): void {
        deviceStateRecord.put(writer, bucket.device, deviceKey, device);
    }

    /** The own device as it is stored. */
    get device(): DeviceState {
        return this.#own.device;
    }

    /** The Charter chain in force; absent before an officer answered. */
    get charters(): CharterChain | undefined {
        return this.#own.charters;
    }

    /** The own admission; absent before admission. */
    get admission(): CoSigned<Admission> | undefined {
        return this.#own.admission;
    }

    now(): number {
        return this.#around.now();
    }

    hour(): UnixHour {
        return hourOf(this.now());
    }

    alarm(alarm: Alarm, channel: ChannelId | undefined): void {
        this.#around.alarm(alarm, channel);
    }

    pass(point: FaultPoint): void {
        this.#around.onFault?.(point);
    }

    /** One transaction that may change the own device: what the body returns is stored with its other changes, or nothing is. */
    async change(body: (writer: StoreWriter) => Promise<DeviceState | undefined> | DeviceState | undefined): Promise<void> {
        let next: Own | undefined;
        await this.store.write(async (writer) => {
            const device = await body(writer);
            next = device && (await ownOf(device));
            if (device) DeviceSession.begin(writer, device);
        });
        if (!next) return;
        this.#own = next;
        this.#around.changed();
    }

    /** Cuts the connections and wakes whoever waits. */
    cut(): void {
        this.relay.close();
        this.doorbell.ring();
    }

    /** Overwrites the device's keys; nothing works with the session any more. The store stays its owner's. */
    wipe(): void {
        const { deviceSeed, mailbox, management, beginPass } = this.#own.device;
        const { ownerSeed, dropToken, hpkePrivateKey, packageKey, pass } = mailbox;
        wipe(deviceSeed, ownerSeed, dropToken, hpkePrivateKey, packageKey, pass);
        for (const secret of [management?.seed, management?.closingKey, beginPass]) if (secret) wipe(secret);
    }
}

/** Reads what follows from a device. @throws StoreFailure when its Charter does not hold. */
export async function ownOf(device: DeviceState): Promise<Own> {
    const charters = device.charters && (await CharterChain.verify(decodeObject(signedCharterChainCodec, device.charters)));
    if (typeof charters === 'string') throw new StoreFailure('damaged');
    return { device, charters, admission: device.admission && decodeCoSigned(admissionCodec, device.admission) };
}
