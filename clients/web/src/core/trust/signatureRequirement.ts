import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { PartyCode } from './partyCode.ts';
import { Roles } from './roles.ts';
import type { RuleSubject, Signer } from './signer.ts';
import type { Slot } from './signerMatching.ts';
import { readParty, readRoles } from './trustFields.ts';

/** Whose signers a requirement counts. */
export const SignerScope = {
    anybody: 1,
    /** Officers without a party. */
    neutral: 2,
    /** The count is asked of every party of the Charter. */
    eachParty: 3,
    /** One named party. */
    namedParty: 4,
    /** The party of the person in question; for a neutral person, neutral officers. */
    ownParty: 5,
    /** Another device of the person in question. */
    samePerson: 6,
} as const;
export type SignerScope = (typeof SignerScope)[keyof typeof SignerScope];

/** One line of a signature rule: so many signers with one of these roles, counted in this scope. */
export type SignatureRequirement = Extensible & {
    readonly scope: SignerScope;
    /** How many, 1 to 16. */
    readonly count: number;
    /** The signer has at least one of these; none means any. */
    readonly roles: Roles;
    /** The party, when the scope names one. */
    readonly party: PartyCode | undefined;
};

export const signatureRequirementCodec: ObjectCodec<SignatureRequirement> = {
    maxBytes: 128,
    read: (fields) => {
        const scope = fields.choice(1, SignerScope);
        return {
            scope,
            count: fields.number(2, 1, 16),
            roles: readRoles(fields, 3, Roles.none),
            party: scope === SignerScope.namedParty ? readParty(fields, 4) : undefined,
            ...fields.finish(),
        };
    },
    write: (fields, value) => {
        fields.number(1, value.scope);
        fields.number(2, value.count);
        fields.number(3, value.roles);
        fields.text(4, value.party);
    },
};

/** One question for each signer that is asked for; empty scopes (no parties) ask for nobody and are met. */
export function slotsOf(requirement: SignatureRequirement, subject: RuleSubject): readonly Slot[] {
    const { scope, count, party } = requirement;
    const repeat = (asks: Slot) => Array.from({ length: count }, () => asks);
    const ofParty = (wanted: PartyCode | undefined) => repeat((signer) => hasRole(requirement, signer) && signer.party === wanted);
    switch (scope) {
        case SignerScope.anybody:
            return repeat((signer) => hasRole(requirement, signer));
        case SignerScope.neutral:
            return ofParty(undefined);
        case SignerScope.eachParty:
            return subject.parties.flatMap(ofParty);
        case SignerScope.namedParty:
            return ofParty(party);
        case SignerScope.ownParty:
            return ofParty(subject.party);
        case SignerScope.samePerson:
            return repeat((signer) => signer.isSamePerson);
    }
}

function hasRole(requirement: SignatureRequirement, signer: Signer): boolean {
    return !signer.isSamePerson && (requirement.roles === Roles.none || (signer.roles & requirement.roles) !== 0);
}
