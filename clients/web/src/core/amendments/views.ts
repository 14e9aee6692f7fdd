import type { PartyView } from '../channels/views.ts';
import type { RoleWord } from '../trust/roleWords.ts';

// What of the Charter is shown; part of the worker's api, and words to render only.

/** Whose signers a line of a rule counts. */
export type ScopeWord = 'anybody' | 'neutral' | 'each-side' | 'named-side' | 'own-side' | 'same-person';

export type RegimeWord = 'held' | 'closed' | 'chatham-house' | 'cleared' | 'release';

/** One line of a rule: so many, with one of these roles. */
export type RequirementView = {
    readonly who: ScopeWord;
    readonly count: number;
    /** Empty for any. */
    readonly roles: readonly RoleWord[];
    /** With `named-side` only. */
    readonly party: PartyView | undefined;
};

/** Whose signatures are enough: so many of the lines. */
export type RuleView = { readonly threshold: number; readonly requirements: readonly RequirementView[] };

export type OfficerView = {
    /** The device key, lower-case hexadecimal. */
    readonly device: string;
    /** Empty when nobody told one. */
    readonly name: string;
    readonly party: PartyView | undefined;
    readonly roles: readonly RoleWord[];
};

/** What a version says, part by part: all that its signers agree to. */
export type CharterTerms = {
    readonly title: string;
    readonly sides: readonly PartyView[];
    readonly officers: readonly OfficerView[];
    readonly admissionRule: RuleView;
    readonly deviceRule: RuleView;
    readonly quorum: RuleView;
    readonly regime: RegimeWord;
    readonly retentionDays: number;
    /** Number of the MLS cipher suite of new channels. */
    readonly suite: number;
    readonly groundRules: readonly { readonly language: string; readonly text: string }[];
};

/** Whose admissions an amendment keeps or lets go, as far as this device knows them. */
export type CarryOverView = {
    /** Whether every admission stays valid, because nothing changes about who decides. */
    readonly all: boolean;
    readonly staying: readonly string[];
    readonly ending: readonly string[];
    /** How many it keeps that this device does not know. */
    readonly unknown: number;
};

/** One version of the Charter, for people. */
export type CharterView = {
    /** SHA-256 of the version, lower-case hexadecimal. */
    readonly id: string;
    readonly version: number;
    readonly state: 'in-force' | 'proposed';
    /** The paper that gathers its signatures, by its id; undefined when it is in force. */
    readonly paper: string | undefined;
    /** Five groups of four, always from left to right. */
    readonly digits: readonly string[];
    readonly terms: CharterTerms;
    /** What the version before said; undefined of version 1. */
    readonly before: CharterTerms | undefined;
    /** Which parts differ from it. */
    readonly changed: readonly (keyof CharterTerms)[];
    /** Of a proposed amendment: who stays. */
    readonly carryOver: CarryOverView | undefined;
    /** Whether this device's person accepted the version by signature. */
    readonly accepted: boolean;
};
