import { hasLeft, type RosterLeaf } from '../policy/channelFacts.ts';
import { toHex } from '../bytes.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import type { Revocation } from '../content/revocation.ts';
import type { ChannelPause } from '../content/channelPause.ts';
import type { ChannelPolicy } from '../content/channelPolicy.ts';
import { policyContentCodec, type PolicyContent } from '../content/lastingContent.ts';
import type { Bracket, BracketRelease, SingleText } from '../content/singleText.ts';
import { admissionNoticeCodec, type AdmissionNotice } from '../content/admissionNotice.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { LogItem } from '../wire/channels.ts';
import type { LogLine, PlainNotice, StoredNotice } from './logLine.ts';
import type { OpenChannel } from './openChannel.ts';

const secondsOfHour = 3600;

type Change = { readonly by: RosterLeaf; readonly before: readonly RosterLeaf[]; readonly after: readonly RosterLeaf[] };

/** The lines of the channel itself: who came and who went. They cannot be missed or deleted. */
export const notices = {
    /** What a commit changed; nothing is shown for one that only renews keys. */
    changed(channel: OpenChannel, item: LogItem, hour: number, change: Change): void {
        const facts = channel.facts();
        const came = difference(change.after, change.before);
        const went = difference(change.before, change.after);
        const isRenewed = (member: RosterLeaf): boolean => isOneOf(member, came) && isOneOf(member, went);
        const gone = went.filter((member) => !isRenewed(member));
        const fresh = came.filter((member) => !isRenewed(member));
        const told = [
            ...about(
                'added',
                change.by,
                fresh.filter((member) => earlierOf(member) === undefined),
            ),
            ...fresh.flatMap((member) => furtherDevice(member, change)),
            ...about(
                'removed',
                change.by,
                gone.filter((member) => !hasLeft(facts, member.credential)),
            ),
            ...about(
                'left',
                change.by,
                gone.filter((member) => hasLeft(facts, member.credential)),
            ),
            // The name that everybody knows is the earlier admission's.
            ...about('renewed', change.by, went.filter(isRenewed)),
        ];
        if (told.length > 0) show(channel, item, hour, told);
    },

    /** The own removal: the last line there is. */
    removed(channel: OpenChannel, item: LogItem, hour: number, by: RosterLeaf): void {
        show(channel, item, hour, about('removed', by, [channel.own]));
    },

    /** Somebody was admitted to the dialogue: who, which side, what for, from when. */
    admitted(channel: OpenChannel, item: LogItem, notice: AdmissionNotice): void {
        const line = noticeLine([plain('admitted')], channel.state.commitHour);
        channel.show(item.sequence, { ...line, text: toHex(encodeObject(admissionNoticeCodec, notice)) });
    },

    /** Somebody was cut off: what that one could read here counts as known to others. */
    cutOff(channel: OpenChannel, item: LogItem, { body }: CoSigned<Revocation>): void {
        const type = body.wholePerson ? 'person-cut' : 'device-cut';
        show(channel, item, channel.state.commitHour, [{ type, by: undefined, people: [idOfAdmission(body.target)], vouchers: [] }]);
    },

    /** Another version of the Charter has effect from here on. */
    amended(channel: OpenChannel, item: LogItem, version: number): void {
        channel.show(item.sequence, { ...noticeLine([plain('amended')], channel.state.commitHour), text: String(version) });
    },

    /** What a facilitator set anew for the channel; nothing is shown of steward keys. */
    ruled(channel: OpenChannel, item: LogItem, before: ChannelPolicy, policy: PolicyContent): void {
        const after = policy.policy.body;
        const told = [
            ...(after.title === before.title ? [] : (['renamed'] as const)),
            ...(isSamePause(before.pause, after.pause) ? [] : ([after.pause === undefined ? 'resumed' : 'paused'] as const)),
            ...(after.slowModeSeconds === before.slowModeSeconds ? [] : (['slowed'] as const)),
        ].map((type): StoredNotice => ({ type, by: after.signerAdmission, people: [], vouchers: [] }));
        if (told.length === 0) return;
        channel.show(item.sequence, { ...noticeLine(told, after.hour), text: toHex(encodeObject(policyContentCodec, policy)) });
    },

    /** What somebody did with the single text: the words themselves stand with the text. */
    ofText(channel: OpenChannel, item: LogItem, by: ObjectHash, body: SingleText | Bracket | BracketRelease, isHanded: boolean): void {
        const { type, number, side } =
            body.type === 'singleText'
                ? ({ type: 'text-put', number: body.number, side: '' } as const)
                : body.type === 'bracket'
                  ? ({ type: isHanded ? 'handed' : 'bracketed', number: body.clause, side: '' } as const)
                  : ({ type: 'bracket-released', number: body.clause, side: body.side } as const);
        const line = noticeLine([{ type, by, people: [], vouchers: [] }], channel.state.commitHour);
        channel.show(item.sequence, { ...line, text: `${number} ${side}` });
    },

    /** What a steward did. */
    bySteward(channel: OpenChannel, item: LogItem, type: PlainNotice): void {
        show(channel, item, channel.state.commitHour, [plain(type)]);
    },

    /** A message whose bytes the relay no longer keeps. */
    expired(channel: OpenChannel, item: LogItem): void {
        show(channel, item, channel.state.commitHour, [plain('expired')]);
    },

    /** A message that was shown before. */
    repeated(channel: OpenChannel, item: LogItem): void {
        show(channel, item, channel.state.commitHour, [plain('repeated')]);
    },

    /** Something in the log that was left out, and why. */
    leftOut(channel: OpenChannel, item: LogItem, why: 'unreadable' | 'not-allowed' | 'not-valid'): void {
        show(channel, item, channel.state.commitHour, [plain(why)]);
    },
};

function show(channel: OpenChannel, item: LogItem, hour: number, told: readonly StoredNotice[]): void {
    channel.show(item.sequence, noticeLine(told, hour));
}

/** A line of the channel itself, at the hour of a commit. */
export function noticeLine(told: readonly StoredNotice[], hour: number): LogLine {
    return {
        kind: 'notice',
        message: '',
        author: undefined,
        party: undefined,
        text: '',
        replyTo: undefined,
        sentAt: hour * secondsOfHour,
        notices: told,
    };
}

function isSamePause(one: ChannelPause | undefined, other: ChannelPause | undefined): boolean {
    return one?.until === other?.until && one?.reason === other?.reason;
}

function plain(type: PlainNotice | 'admitted' | 'amended'): StoredNotice {
    return { type, by: undefined, people: [], vouchers: [] };
}

function about(type: 'added' | 'renewed' | 'removed' | 'left', by: RosterLeaf, members: readonly RosterLeaf[]): readonly StoredNotice[] {
    if (members.length === 0) return [];
    return [{ type, by: admissionOf(by), people: members.map(admissionOf), vouchers: [] }];
}

/** A person is in with a device of later: all are told who let it in, as far as they stand in the channel. */
function furtherDevice(member: RosterLeaf, { by, after }: Change): readonly StoredNotice[] {
    const earlier = earlierOf(member);
    if (earlier === undefined) return [];
    const signers = member.credential.admission.signatures.map(({ signer }) => signer);
    const vouchers = after.filter(({ credential }) => signers.includes(deviceOf(credential))).map(admissionOf);
    return [{ type: 'device', by: admissionOf(by), people: [idOfAdmission(earlier)], vouchers }];
}

function earlierOf(member: RosterLeaf): CoSigned<Admission> | undefined {
    return member.credential.admission.body.earlier;
}

function admissionOf(member: RosterLeaf): ObjectHash {
    return idOfAdmission(member.credential.admission);
}

function difference(these: readonly RosterLeaf[], those: readonly RosterLeaf[]): readonly RosterLeaf[] {
    return these.filter((one) => those.every((other) => !isSameLeaf(one, other)));
}

function isOneOf(member: RosterLeaf, members: readonly RosterLeaf[]): boolean {
    return members.some((other) => deviceOf(other.credential) === deviceOf(member.credential));
}

/** Whether two leaves are one: a device that was swapped has another leaf key. */
export function isSameLeaf(one: RosterLeaf, other: RosterLeaf): boolean {
    return one.credential.certificate.body.leafKey === other.credential.certificate.body.leafKey;
}
