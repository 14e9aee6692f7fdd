import { equalBytes } from '../bytes.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { ChannelReader } from './channelReader.ts';
import type { ChannelSession } from './channelSession.ts';
import type { OpenChannel } from './openChannel.ts';
import { presenceHandle } from './presenceHandle.ts';
import { openWhisper, sealWhisper, WhisperKind } from './whisper.ts';

/** Answers after which it is not known this time: a commit came meanwhile, or too much was asked. */
const notToday: readonly RelayCode[] = [RelayCode.notProven, RelayCode.staleEpoch, RelayCode.tooMany];

/** Who is here in one channel, and whispers. Nothing of it is kept; a commit that came meanwhile makes it unknown until the next time. */
export class PresenceDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #reader: ChannelReader;

    constructor(session: ChannelSession, channel: OpenChannel, reader: ChannelReader) {
        this.#session = session;
        this.#channel = channel;
        this.#reader = reader;
    }

    /** Leaves that have shown that they are here. Shows the own one if the person wants that. */
    async whoIsHere(shows: boolean): Promise<ReadonlySet<number>> {
        const { group, id, roster } = this.#channel;
        if (!(await this.#isAtHead())) return new Set();
        const handle = shows ? presenceHandle(group, group.ownLeaf) : new Uint8Array();
        const { epoch } = group;
        const { code, handles } = await (await this.#session.relay.channels()).call('Appear', { channel: id, epoch, handle });
        if (!this.#isToday(code)) return new Set();
        const isHere = (leaf: number): boolean => {
            const own = presenceHandle(group, leaf);
            return handles.filter((one) => equalBytes(one, own)).length > 0;
        };
        return new Set(roster.map(({ leaf }) => leaf).filter(isHere));
    }

    /** Says that this person is writing. */
    async whisper(): Promise<void> {
        if (!(await this.#isAtHead())) return;
        const { group, id } = this.#channel;
        const bytes = sealWhisper({ kind: WhisperKind.typing, leaf: group.ownLeaf }, group, id);
        const { code } = await (await this.#session.relay.channels()).call('Whisper', { channel: id, epoch: group.epoch, bytes });
        this.#isToday(code);
    }

    /** Leaves that whispered since the last call that they are writing. */
    typing(): ReadonlySet<number> {
        const { group, id, roster } = this.#channel;
        const said = this.#session.whispers.take(id, group.epoch).map((bytes) => openWhisper(bytes, group, id));
        const leaves = said.flatMap((whisper) => (whisper === undefined ? [] : [whisper.leaf]));
        return new Set(leaves.filter((leaf) => leaf !== group.ownLeaf && roster.some((member) => member.leaf === leaf)));
    }

    async #isAtHead(): Promise<boolean> {
        await this.#reader.toHead();
        return this.#reader.atHead;
    }

    /** Whether it was done. */
    #isToday(code: RelayCode): boolean {
        if (code === RelayCode.notProven) this.#session.relay.remember(this.#channel.id, undefined);
        if (notToday.includes(code)) return false;
        expectOk({ code });
        return true;
    }
}
