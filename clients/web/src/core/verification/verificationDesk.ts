import { bytesOf, type Opaque } from '../cbor/opaque.ts';
import { ChannelFailure } from '../channels/channelFailure.ts';
import type { ChannelSession } from '../channels/channelSession.ts';
import type { OpenChannel } from '../channels/openChannel.ts';
import { namesOf } from '../channels/profiles.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { deviceOf, personOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { codeOfChannel, codeOfDevices, hashOfScan, isSameCode, type VerificationCode } from '../trust/verificationCode.ts';
import { addMarks } from './marks.ts';
import { storedComparisonRecord, type ComparedDevice } from './storedComparison.ts';

/** What is compared: everybody in a channel at once, or one device that stands in it. */
type Comparison = { readonly key: Opaque; readonly code: VerificationCode; readonly devices: readonly ComparedDevice[] };

/**
 * Two people make sure of each other, or everybody in a channel at once. What is shown is kept, and only what was shown can be marked
 * as compared; a scanned code is held against this device's own, so it needs no showing before.
 */
export class VerificationDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** What everybody in the channel compares, or, with a device, what its person and this one compare. */
    async show(device: DeviceKey | undefined): Promise<VerificationCode> {
        const { key, code, devices } = this.#comparison(device);
        await this.#session.store.write((writer) => {
            storedComparisonRecord.put(writer, bucket.comparisons, bytesOf(key), { hash: code.hash, devices });
        });
        return code;
    }

    /**
     * They were compared and are the same on all screens, but for those who were not there.
     * @throws ChannelFailure when nothing was shown, or it is not what would be shown now.
     */
    async confirm(device: DeviceKey | undefined, absent: readonly DeviceKey[]): Promise<void> {
        const { key, code } = this.#comparison(device);
        const stored = await this.#session.store.get(bucket.comparisons, bytesOf(key));
        if (stored === undefined) throw new ChannelFailure('not-ready');
        const shown = storedComparisonRecord.decode(stored);
        if (!isSameCode(code, shown.hash)) throw new ChannelFailure('digits-changed');
        const present = shown.devices.filter((one) => !absent.includes(one.device));
        await this.#session.store.write(async (writer) => {
            await addMarks(writer, present, { how: 'digits', at: this.#session.now() });
            writer.delete(bucket.comparisons, bytesOf(key));
        });
    }

    /**
     * The code on the other's screen was scanned: of the person's device, or of another member of the channel.
     * @throws ChannelFailure when it is no such code, or the code of others.
     */
    async scanned(device: DeviceKey | undefined, absent: readonly DeviceKey[], text: string): Promise<void> {
        const { code, devices } = this.#comparison(device);
        const hash = hashOfScan(text);
        if (hash === undefined) throw new ChannelFailure('no-code');
        if (!isSameCode(code, hash)) throw new ChannelFailure('code-differs');
        const present = devices.filter((one) => !absent.includes(one.device));
        await this.#session.store.write((writer) => addMarks(writer, present, { how: 'scan', at: this.#session.now() }));
    }

    #comparison(device: DeviceKey | undefined): Comparison {
        const others = this.#others();
        if (device === undefined) return { key: this.#channel.id, code: this.#channelCode(), devices: others };
        const devices = others.filter((one) => one.device === device);
        if (devices.length === 0) throw new ChannelFailure('not-found');
        return { key: device, code: codeOfDevices(this.#session.charters.dialogue, this.#session.ownKey, device), devices };
    }

    #channelCode(): VerificationCode {
        const { id, group, roster } = this.#channel;
        const admissions = roster.map(({ credential }) => idOfAdmission(credential.admission));
        return codeOfChannel({ channel: id, epoch: group.epoch, authenticator: this.#channel.authenticatorHash(), admissions });
    }

    #others(): readonly ComparedDevice[] {
        const names = namesOf(this.#channel.state);
        return this.#channel.roster
            .map(({ credential }) => credential)
            .filter((credential) => deviceOf(credential) !== this.#session.ownKey)
            .map((credential) => ({
                name: names.get(idOfAdmission(credential.admission)) ?? '',
                person: personOf(credential),
                device: deviceOf(credential),
            }));
    }
}
