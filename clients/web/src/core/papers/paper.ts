import type { CoSigned } from '../cbor/coSigned.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { Contact } from '../trust/contact.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PaperKind } from '../trust/paperKind.ts';
import type { Proposal } from '../trust/proposal.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';
import type { VettingChecklist } from '../trust/vettingChecklist.ts';
import { PaperObject } from './paperObject.ts';
import type { PaperRemark } from './paperRemark.ts';

/** What became of a paper. */
export type PaperState =
    /** Signatures are gathered. */
    | 'open'
    /** All signatures are there and its effect has happened. */
    | 'complete'
    /** Whoever proposed it has withdrawn it. */
    | 'withdrawn';

/** What several people sign together, with everything this device knows about it. Never changed: each step makes another. */
export type Paper = {
    /** What its objects are. */
    readonly kind: PaperKind;
    /** 1 to 17; the id of the first is the paper's. */
    readonly objects: readonly PaperObject[];
    /** Who proposed it; of an admission the host, who compared the digits. */
    readonly proposer: DeviceKey;
    readonly hour: UnixHour;
    /** For the signers; may be empty. */
    readonly note: string;
    readonly state: PaperState;
    /** Devices it is about and other signers, as whoever proposed it knew them. */
    readonly contacts: readonly Contact[];
    /** With an admission: what officers wrote down. */
    readonly checklist: VettingChecklist | undefined;
    /** What was said about it, in the order in which it came. */
    readonly remarks: readonly PaperRemark[];
};

/** After so many hours without its signatures a paper lapses: letters do not wait longer at the relay. */
const lapseHours = 60 * 24;

/** The id: that of the first object. */
export function idOfPaper(paper: Paper): ObjectHash {
    return firstOf(paper).id;
}

/** The object that gives the paper its id. */
export function firstOf(paper: Pick<Paper, 'objects'>): PaperObject {
    return paper.objects[0] as PaperObject;
}

/** The objects of one type, in order. */
export function objectsOf<T extends Extensible>(paper: Paper, codec: SignedCodec<T>): readonly CoSigned<T>[] {
    return paper.objects.map((part) => part.as(codec)).filter((one) => one !== undefined);
}

/** Whether a device has signed. */
export function hasSigned(paper: Paper, device: DeviceKey): boolean {
    return signersOf(paper).includes(device);
}

/** Everybody who has signed. */
export function signersOf(paper: Paper): readonly DeviceKey[] {
    return [...new Set(paper.objects.flatMap(({ signatures }) => signatures.map(({ signer }) => signer)))];
}

/** Whether it can be signed no more because nobody finished it in time. */
export function hasLapsed(paper: Paper, hour: UnixHour): boolean {
    return paper.state === 'open' && hour >= hoursAfter(paper.hour, lapseHours);
}

/** Whether signatures are still gathered. */
export function isWaiting(paper: Paper, hour: UnixHour): boolean {
    return paper.state === 'open' && !hasLapsed(paper, hour);
}

/** Objections that whoever made them has not withdrawn. A withdrawal repeats the objection's words, so that no order of letters matters. */
export function openObjections({ remarks }: Paper): readonly PaperRemark[] {
    const isWithdrawn = ({ sender, text }: PaperRemark) =>
        remarks.some((one) => one.kind === RemarkKind.objectionWithdrawn && one.sender === sender && one.text === text);
    return remarks.filter((one) => one.kind === RemarkKind.objection && !isWithdrawn(one));
}

/** The paper as it travels. */
export function toProposal({ kind, objects, contacts, note, checklist, hour }: Paper): Proposal {
    return { kind, objects: objects.map((part) => part.encode()), contacts, note, checklist, hour };
}

/**
 * The paper in a letter. Nothing in it was judged.
 * @throws MalformedObjectException when an object is not of the kind the paper says.
 */
export function paperOf({ kind, objects, contacts, note, checklist, hour }: Proposal, sender: DeviceKey): Paper {
    const parts = objects.map((bytes, place) => PaperObject.decode(kind, place, bytes));
    return { kind, objects: parts, proposer: sender, hour, note, state: 'open', contacts, checklist, remarks: [] };
}
