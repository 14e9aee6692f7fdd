import { allSignaturesHold, type CoSigned } from '../cbor/coSigned.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { carriedBy, revocationCodec, revocationCovers, type Revocation } from '../content/revocation.ts';
import type { Admission } from '../trust/admission.ts';
import { checkAdmission, checkAdmissionSignatures, isReturn } from '../trust/admissionRules.ts';
import { findOfficer, partyCodesOf } from '../trust/charter.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { asSigner } from '../trust/officer.ts';
import { Roles } from '../trust/roles.ts';
import { isMetBy, type SignatureRule } from '../trust/signatureRule.ts';
import type { RuleSubject, Signer } from '../trust/signer.ts';

/** Why a removal order or a revocation has no effect. */
export type RemovalRefusal =
    | 'none'
    | 'anotherDialogue'
    /** It names another version of the Charter than the one in force here. */
    | 'anotherCharter'
    /** The admission it carries is not one. */
    | 'unknownTarget'
    | 'falseSignature'
    /** Somebody signed who has no say. */
    | 'strangerSigned'
    /** Signatures that the Charter asks for are missing. */
    | 'signaturesMissing';

type Judged = Pick<RemovalOrder, 'dialogue' | 'charter'>;
type Panel = { readonly rule: SignatureRule; readonly subject: RuleSubject; readonly find: (key: DeviceKey) => Signer | undefined };

/** Judges a removal order at its place in a channel's log: signed by the quorum of the Charter in force. */
export async function checkRemovalOrder(order: CoSigned<RemovalOrder>, charters: CharterChain): Promise<RemovalRefusal> {
    const refusal = checkFrame(order.body, charters);
    if (refusal !== 'none') return refusal;
    const subject = { parties: partyCodesOf(charters.head), party: undefined };
    return checkSigners(removalOrderCodec, order, { rule: charters.head.quorum, subject, find: (key) => officer(charters, key) });
}

/**
 * Judges a revocation at its place in a channel's log: signed by those whom the device rule asks for. `before` are those accepted before
 * it in that log: who was cut off cuts nobody off.
 */
export async function checkRevocation(
    revocation: CoSigned<Revocation>,
    charters: CharterChain,
    before: readonly Revocation[],
): Promise<RemovalRefusal> {
    const refusal = checkFrame(revocation.body, charters);
    return refusal === 'none' ? judgeRevocation(revocation, charters, before) : refusal;
}

/**
 * Judges a revocation outside of its place in a channel's log, by the Charter it names: it may be in force no longer, or not yet here.
 * `before` are those known before it; none for a joiner, who cannot tell what came first.
 */
export async function checkByItsCharter(
    revocation: CoSigned<Revocation>,
    charters: CharterChain,
    before: readonly Revocation[],
): Promise<RemovalRefusal> {
    if (revocation.body.dialogue !== charters.dialogue) return 'anotherDialogue';
    const then = charters.upTo(revocation.body.charter);
    return then === undefined ? 'anotherCharter' : judgeRevocation(revocation, then, before);
}

async function judgeRevocation(
    revocation: CoSigned<Revocation>,
    charters: CharterChain,
    before: readonly Revocation[],
): Promise<RemovalRefusal> {
    const { target } = revocation.body;
    const admitted = await checkAdmissionSignatures(target, charters);
    if (admitted !== 'none' && admitted !== 'notCarriedOver') return 'unknownTarget';
    const find = await findRevocationSigner(revocation.body, charters, before);
    const subject = { parties: partyCodesOf(charters.head), party: target.body.party };
    return checkSigners(revocationCodec, revocation, { rule: charters.head.deviceRule, subject, find });
}

/**
 * How a signer of a revocation counts; undefined for somebody without a say. A device that the revocation itself shows to be the person's
 * counts as the other device only, even if it is an officer's, and only by an admission that it carries. `charters` is the chain up to
 * the version that the revocation names.
 */
export async function findRevocationSigner(
    revocation: Revocation,
    charters: CharterChain,
    before: readonly Revocation[],
): Promise<(key: DeviceKey) => Signer | undefined> {
    const { party } = revocation.target.body;
    const others = await vouching(revocation, charters, before);
    const carried = new Set(personsOwn(revocation).map(({ body }) => body.device));
    return (key) => {
        if (!carried.has(key)) return officer(charters, key);
        return others.has(key) ? { key, party, roles: Roles.none, isSamePerson: true } : undefined;
    };
}

/** The devices that may sign as the person's other one. */
async function vouching(revocation: Revocation, charters: CharterChain, before: readonly Revocation[]): Promise<Set<DeviceKey>> {
    const { device, person } = revocation.target.body;
    // A device that another one came back for was lost: it has no say any more.
    const returns = personsOwn(revocation).filter(isReturn);
    const lost = new Set([device, ...returns.map(({ body }) => body.earlier?.body.device)]);
    const devices = new Set<DeviceKey>();
    for (const other of revocation.others) {
        if (other.body.person !== person || lost.has(other.body.device)) continue;
        if (before.some((one) => revocationCovers(one, other.body))) continue;
        if ((await checkAdmission(other, charters, revocation.hour)) === 'none') devices.add(other.body.device);
    }
    return devices;
}

function personsOwn(revocation: Revocation): readonly CoSigned<Admission>[] {
    return carriedBy(revocation).filter(({ body }) => body.person === revocation.target.body.person);
}

function checkFrame(judged: Judged, charters: CharterChain): RemovalRefusal {
    if (judged.dialogue !== charters.dialogue) return 'anotherDialogue';
    return judged.charter === charters.headId ? 'none' : 'anotherCharter';
}

function officer(charters: CharterChain, key: DeviceKey): Signer | undefined {
    const found = findOfficer(charters.head, key);
    return found && asSigner(found);
}

async function checkSigners<T extends Extensible>(codec: SignedCodec<T>, signed: CoSigned<T>, panel: Panel): Promise<RemovalRefusal> {
    if (!(await allSignaturesHold(codec, signed))) return 'falseSignature';
    const signers = signed.signatures.map(({ signer }) => panel.find(signer));
    if (signers.includes(undefined)) return 'strangerSigned';
    return isMetBy(panel.rule, signers as Signer[], panel.subject) ? 'none' : 'signaturesMissing';
}
