import type { RemovalRefusal } from '../policy/removalRules.ts';
import type { AdmissionRefusal } from '../trust/admissionRules.ts';
import type { CharterRefusal } from '../trust/charterRules.ts';

/** Why a letter about a paper has no effect, or why it cannot be signed here. */
export type PaperRefusal =
    /** It has. */
    | 'none'
    /** It cannot be judged yet: its paper or its version of the Charter has not come. It is kept for a while. */
    | 'tooEarly'
    | 'anotherDialogue'
    /** It was made for an older version of the Charter. */
    | 'olderCharter'
    /** Its sender has no say in it. */
    | 'noSay'
    /** Its sender was cut off, whatever the Charter still says. */
    | 'cutOff'
    /** This device has no say in it. */
    | 'notForThisDevice'
    /** A signature does not hold, or whoever proposed it did not sign it. */
    | 'falseSignature'
    /** Somebody signed who has no say. */
    | 'strangerSigned'
    /** The paper of this id has other objects here. */
    | 'changed'
    /** It was proposed too long ago, or is dated in the future. */
    | 'wrongHour'
    /** Its sender has too many open papers, or has said too much about this one. */
    | 'tooMany'
    /** What it says contradicts the rules of its kind: a side, a time or a device that cannot be. */
    | 'againstTheRules';

/**
 * What a refusal by the rules of what is signed means for the paper: missing signatures are what it gathers, and whose proposer has no say
 * is not one.
 */
export function refusalOf(refusal: AdmissionRefusal | CharterRefusal | RemovalRefusal, hasProposerSay: boolean): PaperRefusal {
    switch (refusal) {
        case 'none':
        case 'signaturesMissing':
            return 'none';
        case 'anotherDialogue':
        case 'falseSignature':
            return refusal;
        case 'unknownCharter':
        case 'anotherCharter':
            return 'tooEarly';
        case 'notCarriedOver':
            return 'olderCharter';
        case 'strangerSigned':
            return hasProposerSay ? 'strangerSigned' : 'noSay';
        default:
            return 'againstTheRules';
    }
}
