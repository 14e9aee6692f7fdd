/**
 * A version of the Charter as people edit it: the same JSON file that the command line writes and reads, in which nothing may be missing,
 * doubled or unknown.
 */
export type CharterDraft = {
    /** 1 to 128 characters. */
    readonly title: string;
    /** At most 8. */
    readonly sides: readonly { readonly code: string; readonly title: string }[];
    /** 1 to 16. */
    readonly officers: readonly DraftOfficer[];
    readonly admissionRule: DraftRule;
    readonly deviceRule: DraftRule;
    readonly quorum: DraftRule;
    /** One text for each language tag. */
    readonly groundRules: Readonly<Record<string, string>>;
    /** held, closed, chatham house, cleared or release. */
    readonly regime: string;
    readonly retentionDays: number;
};

/** An officer in a draft: somebody admitted whose name this device knows, or a key. */
export type DraftOfficer = {
    /** The chosen name; a new officer is found by it. */
    readonly name: string;
    /** In words of the glossary, one or more. */
    readonly roles: readonly string[];
    /** The side's code; undefined for neutral. */
    readonly side: string | undefined;
    /** The device key in hexadecimal; may be left out for a new officer. */
    readonly key: string | undefined;
};

/** A signature rule in a draft. */
export type DraftRule = {
    /** How many of the lines must be met. */
    readonly threshold: number;
    /** 1 to 8. */
    readonly requirements: readonly DraftRequirement[];
};

/** One line of a signature rule in a draft. */
export type DraftRequirement = {
    /** anybody, neutral, each side, named side, own side or same person. */
    readonly who: string;
    /** 1 to 16. */
    readonly count: number;
    /** In words of the glossary, one of which the signer has; none means any. */
    readonly roles: readonly string[];
    /** The side, with `named side` only. */
    readonly side: string | undefined;
};
