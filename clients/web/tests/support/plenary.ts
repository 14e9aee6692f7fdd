import { fromHex } from '../../src/core/bytes.ts';
import { bytesOf } from '../../src/core/cbor/opaque.ts';
import { channelStateRecord, type ChannelState } from '../../src/core/channels/channelState.ts';
import type { StewardStep } from '../../src/core/channels/stewardDirectory.ts';
import { bucket } from '../../src/core/sync/bucket.ts';
import { idOf, type ChannelId } from '../../src/core/wire/opaqueId.ts';
import type { MemoryChannel } from './memoryChannel.ts';
import { Office, usual } from './office.ts';
import { commitAnyway } from './rogue.ts';
import type { WebDevice } from './webDevice.ts';

/** A plenary whose people are all at browsers; Lena made it, so she is its first steward. */
export class Plenary {
    readonly office: Office;
    readonly lena: WebDevice;
    readonly channel: ChannelId;
    readonly #others: WebDevice[];

    private constructor(office: Office, lena: WebDevice, channel: ChannelId, others: WebDevice[]) {
        this.office = office;
        this.lena = lena;
        this.channel = channel;
        this.#others = others;
    }

    /** Lena and these participants. */
    static async of(...names: readonly string[]): Promise<Plenary> {
        const office = await Office.open();
        const lena = await office.officer('Lena');
        const others: WebDevice[] = [];
        for (const name of names) others.push(await office.admit(lena, name));
        const made = await lena.channels.create({ title: 'All', kind: 'plenary' }, await lena.admissions.everybody({ kind: 'plenary' }));
        const plenary = new Plenary(office, lena, idOf<ChannelId>(fromHex(made.channel)), others);
        await plenary.rounds();
        return plenary;
    }

    /** What the relay keeps of it. */
    get log(): MemoryChannel {
        return this.office.relay.channels.channel(this.channel);
    }

    /** The participants, in the order in which they came. */
    get people(): readonly WebDevice[] {
        return this.#others;
    }

    /** Another facilitator is admitted. */
    async admitFacilitator(name: string): Promise<WebDevice> {
        const { link } = await this.lena.admissions.invite({ role: 'facilitator', party: undefined }, 24);
        const asked = await this.office.asks(link, name);
        await this.lena.round();
        await this.lena.admissions.admit((await this.lena.admissions.requests())[0]!.id, usual);
        for (const device of [this.lena, asked, this.lena]) await device.round();
        return asked;
    }

    /** Another facilitator comes in. */
    async facilitator(name: string): Promise<WebDevice> {
        const device = await this.admitFacilitator(name);
        await this.lena.channels.add(this.channel, await this.lena.admissions.candidates([name]));
        await device.round();
        return device;
    }

    /** Everybody reads and posts until nothing is left to do. */
    async rounds(...more: readonly WebDevice[]): Promise<void> {
        for (let i = 0; i < 3; i++) for (const device of [...this.#others, ...more, this.lena]) await device.round();
    }

    act(device: WebDevice, step: StewardStep): Promise<void> {
        return device.stewards.act(this.channel, step);
    }

    async stateOf(device: WebDevice): Promise<ChannelState> {
        return channelStateRecord.decode((await device.store.get(bucket.channels, bytesOf(this.channel)))!);
    }

    /** Another state than a device's program would have. */
    async tamper(device: WebDevice, change: Partial<ChannelState>): Promise<void> {
        const state = { ...(await this.stateOf(device)), ...change };
        await device.store.write((writer) => {
            channelStateRecord.put(writer, bucket.channels, bytesOf(this.channel), state);
        });
        await device.reopen();
    }

    /** A member's program commits without asking the rules; where it stands in the log. */
    async commitAnyway(device: WebDevice, commit: Omit<Parameters<typeof commitAnyway>[2], 'hour'>): Promise<number> {
        const { sequence } = await commitAnyway(this.as(device), this.channel, { ...commit, hour: this.office.hour });
        return sequence;
    }

    /** The device as programs of another kind are given one. */
    as(device: WebDevice): Parameters<typeof commitAnyway>[0] {
        return { store: device.store, world: { relay: this.office.relay.channels } } as never;
    }
}
