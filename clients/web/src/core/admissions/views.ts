import type { PartyView } from '../channels/views.ts';
import type { RoleWord } from '../trust/roleWords.ts';

// What of officers' desks is shown; part of the worker's api, and words to render only.

export type StandingWord = 'non-official' | 'former-official' | 'official-in-personal-capacity';

export type CounselWord = 'yes' | 'conditions' | 'no';

/** What officers write down of somebody before they sign. */
export type VettingView = {
    readonly standing: StandingWord;
    /** Who vouches and why the other side can accept the person, at most 1000 characters. */
    readonly acceptability: string;
    readonly counsel: CounselWord;
    /** Which list was read, at most 64 characters. */
    readonly listVersion: string;
    /** What counsel asks for, at most 1000 characters. */
    readonly conditions: string;
    /** When counsel is asked again; 0 for never. */
    readonly nextReview: number;
};

/** What the host of an admission decides beside the invitation. */
export type AdmissionOptions = {
    /** Hours in which others may object, 0 to 72; undefined for 24 where somebody else must sign, else 0. */
    readonly windowHours: number | undefined;
    /** When the admission ends; undefined for 400 days. */
    readonly until: number | undefined;
    /** For the signers, at most 1000 characters. */
    readonly note: string;
    readonly vetting: VettingView | undefined;
};

/** A link that was made; a secret, to be handed over privately. */
export type HandedLink = { readonly link: string; readonly expiresAt: number };

/** Somebody asks to be admitted. */
export type RequestView = {
    readonly id: string;
    /** The name the applicant chose. */
    readonly name: string;
    /** What the invitation offers. */
    readonly party: PartyView | undefined;
    readonly roles: readonly RoleWord[];
    /** When the applicant's device says it asked. */
    readonly askedAt: number;
    /** The link was used by more than one device: nobody can be admitted on it. */
    readonly inDoubt: boolean;
    /** The digits differed on a screen: nobody is admitted until they are compared again. */
    readonly differs: boolean;
    /** Whether a further device of a person who is in asks, on a device link. */
    readonly forDevice: boolean;
    /** After it was answered: the paper that waits for other signatures. */
    readonly paper: string | undefined;
};

/** A request, and the digits to compare face to face or by voice before anybody signs: five groups of four. */
export type RequestDetails = { readonly request: RequestView; readonly digits: readonly string[] };

/** Somebody who was admitted, as far as this device was told. */
export type PersonView = {
    readonly name: string;
    readonly party: PartyView | undefined;
    readonly roles: readonly RoleWord[];
    /** From when the person can be added to channels. */
    readonly from: number;
    /** An objection is open: nobody is added on this admission. */
    readonly objectedTo: boolean;
};
