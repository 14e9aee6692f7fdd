import type { DeviceKey } from './deviceKey.ts';
import type { PartyCode } from './partyCode.ts';
import type { Roles } from './roles.ts';

/** Somebody whose signature was checked, as a signature rule sees them. */
export type Signer = {
    readonly key: DeviceKey;
    /** Whose officer; undefined for neutral. */
    readonly party: PartyCode | undefined;
    /** The officer's roles; none for a person's own other device. */
    readonly roles: Roles;
    /** Whether this is another device of the person in question. */
    readonly isSamePerson: boolean;
};

/** What a signature rule is asked about. */
export type RuleSubject = {
    /** The parties of the Charter. */
    readonly parties: readonly PartyCode[];
    /** The party of the person in question; undefined for a neutral person or a question about nobody. */
    readonly party: PartyCode | undefined;
};
