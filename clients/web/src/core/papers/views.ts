import type { RegimeWord } from '../trust/regime.ts';
import type { VettingView } from '../admissions/views.ts';
import type { PartyView } from '../channels/views.ts';
import type { RoleWord } from '../trust/roleWords.ts';

// What of papers is shown; part of the worker's api, and words to render only.

/** Somebody who signs. */
export type SignerView = {
    /** The device key, lower-case hexadecimal. */
    readonly device: string;
    /** Empty when nobody told a name. */
    readonly name: string;
    /** Whose officer; undefined for a neutral one, and for a person's own other device. */
    readonly party: PartyView | undefined;
    /** An officer's; empty for a person's own other device. */
    readonly roles: readonly RoleWord[];
    readonly own: boolean;
};

/** What an admission says of somebody. */
export type CapacityView = {
    readonly party: PartyView | undefined;
    readonly roles: readonly RoleWord[];
    readonly from: number;
    readonly until: number;
    /** The device key, lower-case hexadecimal. */
    readonly device: string;
    readonly listensOnly: boolean;
    /** In how many named channels only; undefined for in any. */
    readonly channels: number | undefined;
};

/** Whose signatures count in one line of a rule. */
export type RequirementView = {
    readonly scope: 'anybody' | 'neutral' | 'each-party' | 'named-party' | 'own-party' | 'same-person';
    readonly count: number;
    /** One of these; empty for any officer. */
    readonly roles: readonly RoleWord[];
    readonly party: string | undefined;
};

/** Whose signatures are enough. */
export type RuleView = { readonly threshold: number; readonly requirements: readonly RequirementView[] };

/** A version of the Charter. */
export type CharterTerms = {
    readonly title: string;
    readonly parties: readonly PartyView[];
    readonly officers: readonly Omit<SignerView, 'own'>[];
    readonly admissionRule: RuleView;
    readonly deviceRule: RuleView;
    readonly quorum: RuleView;
    readonly regime: RegimeWord;
    readonly retentionDays: number;
    readonly suite: number;
    readonly groundRules: readonly { readonly language: string; readonly text: string }[];
};

/** Which admissions an amendment keeps; everybody's where nothing changes who decides. */
export type SurvivalView = {
    readonly staying: readonly string[];
    readonly ending: readonly string[];
    /** How many it keeps that this device does not know. */
    readonly unknown: number;
};

/** What is signed. */
export type PaperTerms =
    | { readonly type: 'admission' | 'further-device'; readonly name: string; readonly capacity: CapacityView }
    | { readonly type: 'device-cut' | 'person-cut'; readonly name: string; readonly capacity: CapacityView }
    | { readonly type: 'removal'; readonly removals: readonly RemovalTerms[] }
    | {
          readonly type: 'charter';
          readonly version: number;
          readonly charter: CharterTerms;
          /** The version that it changes; undefined for the first. */
          readonly before: CharterTerms | undefined;
          /** Undefined where every admission stays valid. */
          readonly survival: SurvivalView | undefined;
          /** Ten groups of four digits, to be compared by all who sign. */
          readonly digits: readonly string[];
      };

/** One order to remove somebody. */
export type RemovalTerms = {
    /** Empty for somebody unknown here. */
    readonly name: string;
    /** Undefined for all channels; empty for one in which this device is not. */
    readonly channel: string | undefined;
    readonly reason: string;
    readonly at: number;
};

/** Where a paper stands. */
export type PaperStateView = 'open' | 'complete' | 'withdrawn' | 'lapsed' | 'older-charter';

/** A paper in the list. */
export type PaperView = {
    readonly id: string;
    readonly kind: 'charter' | 'admission' | 'removal' | 'revocation';
    /** In one line: about whom or what. */
    readonly about: string;
    /** The words before the name. */
    readonly what: PaperTerms['type'];
    readonly from: SignerView;
    readonly at: number;
    readonly signed: readonly SignerView[];
    /** Whose signature would bring it nearer to its end. */
    readonly missing: readonly SignerView[];
    /** From when it holds; undefined for at once. */
    readonly notBefore: number | undefined;
    /** How many objections are open. */
    readonly objections: number;
    readonly state: PaperStateView;
    /** What this device can do with it now. */
    readonly can: { readonly sign: boolean; readonly withdraw: 'paper' | 'objection' | undefined; readonly say: boolean };
};

/** Something said about a paper. */
export type RemarkView = {
    readonly from: SignerView;
    readonly kind: 'question' | 'answer' | 'objection' | 'objection-withdrawn' | 'withdrawn' | 'digits-differ';
    /** Empty where the words are for facilitators only. */
    readonly text: string;
    readonly at: number;
};

/** All of one paper. */
export type PaperDetails = {
    readonly paper: PaperView;
    readonly terms: PaperTerms;
    readonly note: string;
    readonly vetting: VettingView | undefined;
    readonly remarks: readonly RemarkView[];
};

/** What became of cutting somebody off. */
export type CutView = {
    /** The paper's id. */
    readonly paper: string;
    readonly name: string;
    readonly device: string;
    readonly wholePerson: boolean;
    readonly done: boolean;
    readonly missing: readonly SignerView[];
};
