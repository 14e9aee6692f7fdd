import { allSignaturesHold, type CoSigned } from '../cbor/coSigned.ts';
import { admissionCodec, idOfAdmission, type Admission } from './admission.ts';
import { noLimits, type AdmissionLimits } from './admissionLimits.ts';
import { findOfficer, partyCodesOf, type Charter } from './charter.ts';
import type { CharterChain } from './charterChain.ts';
import type { DeviceKey } from './deviceKey.ts';
import { asSigner } from './officer.ts';
import { Roles } from './roles.ts';
import { isMetBy, type SignatureRule } from './signatureRule.ts';
import type { RuleSubject, Signer } from './signer.ts';
import type { UnixHour } from './unixHour.ts';

/** Why an admission is not accepted. */
export type AdmissionRefusal =
    | 'none'
    | 'anotherDialogue'
    /** It names a version of the Charter that this device does not have. */
    | 'unknownCharter'
    /** The party is not one of the Charter's. */
    | 'unknownParty'
    | 'falseSignature'
    /** Somebody signed who has no say: no officer, and no device of the person. */
    | 'strangerSigned'
    /** Signatures that the Charter asks for are missing. */
    | 'signaturesMissing'
    /** A later version of the Charter changed who decides and does not list this admission. */
    | 'notCarriedOver'
    /** A further device claims another person, another party, more roles, wider limits or a longer time than the earlier admission gave. */
    | 'exceedsEarlier'
    /** Its first hour has not come. */
    | 'notYetValid'
    /** Its last hour has passed. */
    | 'expired';

/** Judges an admission that is to take effect at the hour the commit states: the same answer on every device. */
export async function checkAdmission(admission: CoSigned<Admission>, charters: CharterChain, hour: UnixHour): Promise<AdmissionRefusal> {
    const refusal = await checkAdmissionSignatures(admission, charters);
    return refusal === 'none' ? checkAdmissionHour(admission.body, hour) : refusal;
}

/** Judges signatures, Charter version and carry-over, whatever the hour: what holds for a leaf that stands already. */
export async function checkAdmissionSignatures(admission: CoSigned<Admission>, charters: CharterChain): Promise<AdmissionRefusal> {
    const { earlier } = admission.body;
    if (earlier === undefined) return checkOne(admission, charters);
    const before = await checkAdmissionSignatures(earlier, charters);
    if (before !== 'none') return before;
    return exceeds(admission.body, earlier.body) ? 'exceedsEarlier' : checkOne(admission, charters);
}

/** Whether a device takes the place of an earlier one, which did not sign for it: it was lost, or left empty for a journey. */
export function isReturn({ body, signatures }: CoSigned<Admission>): boolean {
    return body.earlier !== undefined && signatures.every(({ signer }) => signer !== body.earlier?.body.device);
}

/** Whether every later version that changes who decides lists an admission whose signatures were checked, and the earlier one that it extends. */
export function isCarriedOver(admission: CoSigned<Admission>, charters: CharterChain): boolean {
    const { charter, earlier } = admission.body;
    const madeUnder = charters.find(charter);
    return (
        madeUnder !== undefined &&
        charters.carriesOver(idOfAdmission(admission), madeUnder) &&
        (earlier === undefined || isCarriedOver(earlier, charters))
    );
}

/** Judges the hours alone. */
function checkAdmissionHour(admission: Admission, hour: UnixHour): AdmissionRefusal {
    if (hour < admission.notBefore) return 'notYetValid';
    return hour >= admission.notAfter ? 'expired' : 'none';
}

async function checkOne(admission: CoSigned<Admission>, charters: CharterChain): Promise<AdmissionRefusal> {
    const { body } = admission;
    if (body.dialogue !== charters.dialogue) return 'anotherDialogue';
    const charter = charters.find(body.charter);
    if (charter === undefined) return 'unknownCharter';
    if (body.party !== undefined && !partyCodesOf(charter).includes(body.party)) return 'unknownParty';
    const refusal = await checkSigners(admission, charter);
    return refusal === 'none' && !charters.carriesOver(idOfAdmission(admission), charter) ? 'notCarriedOver' : refusal;
}

async function checkSigners(admission: CoSigned<Admission>, charter: Charter): Promise<AdmissionRefusal> {
    if (!(await allSignaturesHold(admissionCodec, admission))) return 'falseSignature';
    const found = admission.signatures.map(({ signer }) => admissionSigner(signer, admission.body, charter));
    if (found.includes(undefined)) return 'strangerSigned';
    const { rule, subject } = ruleOfAdmission(admission.body, charter);
    return isMetBy(rule, found as Signer[], subject) ? 'none' : 'signaturesMissing';
}

/** The rule whose signatures an admission needs, and what it is asked about. */
export function ruleOfAdmission(admission: Admission, charter: Charter): { readonly rule: SignatureRule; readonly subject: RuleSubject } {
    const rule = admission.earlier === undefined ? charter.admissionRule : charter.deviceRule;
    return { rule, subject: { parties: partyCodesOf(charter), party: admission.party } };
}

/**
 * How a key counts under an admission; undefined for one that has no say. An officer who signs for a further device of their own is the
 * person's other device, and counts once.
 */
export function admissionSigner(key: DeviceKey, admission: Admission, charter: Charter): Signer | undefined {
    if (admission.earlier?.body.device === key && key !== admission.device) {
        return { key, party: admission.party, roles: Roles.none, isSamePerson: true };
    }
    const officer = findOfficer(charter, key);
    return officer && asSigner(officer);
}

function exceeds(further: Admission, earlier: Admission): boolean {
    return (
        further.person !== earlier.person ||
        further.party !== earlier.party ||
        (further.roles & ~earlier.roles) !== 0 ||
        further.notAfter > earlier.notAfter ||
        (earlier.limits !== undefined && exceedsLimits(further.limits ?? noLimits, earlier.limits))
    );
}

function exceedsLimits(further: AdmissionLimits, earlier: AdmissionLimits): boolean {
    const isWider = further.channels.length === 0 || further.channels.some((channel) => !earlier.channels.includes(channel));
    return (earlier.listensOnly && !further.listensOnly) || (earlier.channels.length > 0 && isWider);
}
