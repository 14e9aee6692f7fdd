import type { PersonTag } from '../trust/personTag.ts';
import { allSignaturesHold, type CoSigned } from '../cbor/coSigned.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import type { Admission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { findOfficer, partyCodesOf, type Charter } from '../trust/charter.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { deviceOf, personOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { asSigner } from '../trust/officer.ts';
import { Roles } from '../trust/roles.ts';
import { isMetBy, type SignatureRule } from '../trust/signatureRule.ts';
import type { RuleSubject, Signer } from '../trust/signer.ts';
import type { RosterLeaf } from './channelFacts.ts';

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
    return checkSigners(removalOrderCodec, order, { rule: charters.head.quorum, subject, find: (key) => officer(charters.head, key) });
}

/**
 * Judges a revocation at its place in a channel's log: signed by those whom the device rule asks for, the person's other devices among
 * them, which are known from the leaves at that place.
 */
export async function checkRevocation(
    revocation: CoSigned<Revocation>,
    charters: CharterChain,
    roster: readonly RosterLeaf[],
): Promise<RemovalRefusal> {
    const refusal = checkFrame(revocation.body, charters);
    if (refusal !== 'none') return refusal;
    return judgeRevocation(revocation, charters, (key) => {
        const leaf = roster.find(({ credential }) => deviceOf(credential) === key);
        return leaf && personOf(leaf.credential);
    });
}

/**
 * Judges a revocation that a joiner is handed, as it was judged at its place in the log: by the version of the Charter that it names.
 * The person's other devices may be gone by now; a signer whom nobody can place counts as one of them, but only beside an officer.
 */
export async function checkEarlierRevocation(
    revocation: CoSigned<Revocation>,
    charters: CharterChain,
    roster: readonly RosterLeaf[],
): Promise<RemovalRefusal> {
    const { person } = revocation.body.target.body;
    const charter = charters.find(revocation.body.charter);
    const isOfficer = (key: DeviceKey): boolean => charter !== undefined && findOfficer(charter, key) !== undefined;
    const isByOfficer = revocation.signatures.some(({ signer }) => isOfficer(signer));
    return checkByItsCharter(revocation, charters, (key) => {
        const leaf = roster.find(({ credential }) => deviceOf(credential) === key);
        if (leaf !== undefined) return personOf(leaf.credential);
        return isByOfficer && !isOfficer(key) ? person : undefined;
    });
}

/**
 * Judges a revocation outside of a channel's log, by the Charter it names: it may be in force no longer, or not yet here. `ownerOf` says
 * whose a device is; undefined for one that is not known.
 */
export async function checkByItsCharter(
    revocation: CoSigned<Revocation>,
    charters: CharterChain,
    ownerOf: (device: DeviceKey) => PersonTag | undefined,
): Promise<RemovalRefusal> {
    if (revocation.body.dialogue !== charters.dialogue) return 'anotherDialogue';
    const then = charters.upTo(revocation.body.charter);
    if (then === undefined) return 'anotherCharter';
    return judgeRevocation(revocation, then, ownerOf);
}

/**
 * How a signer of a revocation counts; undefined for somebody without a say. The person's other device counts as that, even if it is an
 * officer's.
 */
export function revocationSigner(
    key: DeviceKey,
    target: Admission,
    charter: Charter,
    ownerOf: (device: DeviceKey) => PersonTag | undefined,
): Signer | undefined {
    const isOtherDevice = key !== target.device && ownerOf(key) === target.person;
    if (isOtherDevice) return { key, party: target.party, roles: Roles.none, isSamePerson: true };
    return officer(charter, key);
}

async function judgeRevocation(
    revocation: CoSigned<Revocation>,
    charters: CharterChain,
    ownerOf: (device: DeviceKey) => PersonTag | undefined,
): Promise<RemovalRefusal> {
    const { target } = revocation.body;
    const { party } = target.body;
    const admitted = await checkAdmissionSignatures(target, charters);
    if (admitted !== 'none' && admitted !== 'notCarriedOver') return 'unknownTarget';
    const find = (key: DeviceKey) => revocationSigner(key, target.body, charters.head, ownerOf);
    const subject = { parties: partyCodesOf(charters.head), party };
    return checkSigners(revocationCodec, revocation, { rule: charters.head.deviceRule, subject, find });
}

function checkFrame(judged: Judged, charters: CharterChain): RemovalRefusal {
    if (judged.dialogue !== charters.dialogue) return 'anotherDialogue';
    return judged.charter === charters.headId ? 'none' : 'anotherCharter';
}

function officer(charter: Charter, key: DeviceKey): Signer | undefined {
    const found = findOfficer(charter, key);
    return found && asSigner(found);
}

async function checkSigners<T extends Extensible>(codec: SignedCodec<T>, signed: CoSigned<T>, panel: Panel): Promise<RemovalRefusal> {
    if (!(await allSignaturesHold(codec, signed))) return 'falseSignature';
    const signers = signed.signatures.map(({ signer }) => panel.find(signer));
    if (signers.includes(undefined)) return 'strangerSigned';
    return isMetBy(panel.rule, signers as Signer[], panel.subject) ? 'none' : 'signaturesMissing';
}
