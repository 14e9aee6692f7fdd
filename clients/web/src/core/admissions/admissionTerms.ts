import type { CharterChain } from '../trust/charterChain.ts';
import { CounselAnswer } from '../trust/counselAnswer.ts';
import { asSigner, type Officer } from '../trust/officer.ts';
import { partyCodesOf } from '../trust/charter.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { isMetBy } from '../trust/signatureRule.ts';
import { hourOf, hoursAfter, timeOf, type UnixHour } from '../trust/unixHour.ts';
import type { VettingChecklist } from '../trust/vettingChecklist.ts';
import { DeskFailure } from './deskFailure.ts';
import { plainText } from './plainText.ts';
import { vettingOf } from './vettingWords.ts';
import type { AdmissionOptions } from './views.ts';

/** The longest objection window, in hours. */
const maxWindowHours = 72;

/** The window where several must sign and nothing else is said, in hours. */
const usualWindowHours = 24;

/** The longest time of an admission. */
const maxHours = 5 * 366 * 24;

/** How long an admission holds where nothing else is said: longer than any renewal is put off. */
const usualHours = 400 * 24;

const noteCharacters = 1000;

/** What the host decides when an admission is proposed. */
export type AdmissionTerms = {
    /** Hours between the proposal and the first hour of the admission; undefined for the usual. */
    readonly windowHours: number | undefined;
    /** The first hour at which it is expired; undefined for the usual. */
    readonly until: UnixHour | undefined;
    /** For the signers. */
    readonly note: string;
    /** What officers write down of the person. */
    readonly checklist: VettingChecklist | undefined;
};

/**
 * What a person typed.
 * @throws DeskFailure when a text is too long, the window out of its bounds, the end in the past, or counsel said no.
 */
export function termsOf({ windowHours, until, note, vetting }: AdmissionOptions, now: UnixHour): AdmissionTerms {
    const isWindow = windowHours === undefined || (Number.isInteger(windowHours) && windowHours >= 0 && windowHours <= maxWindowHours);
    const isEnd =
        until === undefined ||
        (Number.isFinite(until) && until > timeOf(hoursAfter(now, maxWindowHours)) && until <= timeOf(hoursAfter(now, maxHours)));
    if (!isWindow || !isEnd) throw new DeskFailure('bad-time');
    const checklist = vetting && vettingOf(vetting);
    if (checklist?.legal.answer === CounselAnswer.no) throw new DeskFailure('counsel-said-no');
    return { windowHours, until: until === undefined ? undefined : hourOf(until), note: plainText(note, noteCharacters), checklist };
}

/** The first hour at which it is expired. */
export function endOf({ until }: AdmissionTerms, now: UnixHour): UnixHour {
    return until ?? hoursAfter(now, usualHours);
}

/** The first hour: later by the window where somebody else has to sign as well. */
export function beginOf(
    { windowHours }: AdmissionTerms,
    now: UnixHour,
    { head }: CharterChain,
    about: { readonly signer: Officer; readonly party: PartyCode | undefined },
): UnixHour {
    const subject = { parties: partyCodesOf(head), party: about.party };
    const isEnough = isMetBy(head.admissionRule, [asSigner(about.signer)], subject);
    return hoursAfter(now, windowHours ?? (isEnough ? 0 : usualWindowHours));
}
