import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { Roles } from './roles.ts';
import { signatureRequirementCodec, SignerScope, slotsOf, type SignatureRequirement } from './signatureRequirement.ts';
import type { RuleSubject, Signer } from './signer.ts';
import { countFilled, fillsAll, type Slot } from './signerMatching.ts';

/** Whose signatures are enough: at least `threshold` of the requirements are met, each signer counting once in all. */
export type SignatureRule = Extensible & {
    /** How many of the requirements must be met. */
    readonly threshold: number;
    /** 1 to 8. */
    readonly requirements: readonly SignatureRequirement[];
};

const maxRequirements = 8;

export const signatureRuleCodec: ObjectCodec<SignatureRule> = {
    maxBytes: 2048,
    read: (fields) => {
        const requirements = fields.objects(2, signatureRequirementCodec, 1, maxRequirements);
        return { threshold: fields.number(1, 1, requirements.length), requirements, ...fields.finish() };
    },
    write: (fields, value) => {
        fields.number(1, value.threshold);
        fields.objects(2, signatureRequirementCodec, value.requirements);
    },
};

function require(scope: SignerScope, count: number, roles: Roles): SignatureRequirement {
    return { scope, count, roles, party: undefined };
}

/** The rules that new Charters choose from. */
export const SignatureRules = {
    /** One signature of any officer. */
    solo: { threshold: 1, requirements: [require(SignerScope.anybody, 1, Roles.all)] },
    organizerOfEachPartyAndFacilitator: {
        threshold: 2,
        requirements: [require(SignerScope.eachParty, 1, Roles.organizer), require(SignerScope.anybody, 1, Roles.facilitator)],
    },
    /** Two officers, whoever they are. */
    twoOfficers: { threshold: 1, requirements: [require(SignerScope.anybody, 2, Roles.all)] },
    /** Two of: any two officers, another device of the person. */
    twoOfOfficersAndOwnDevice: {
        threshold: 2,
        requirements: [
            require(SignerScope.anybody, 1, Roles.all),
            require(SignerScope.anybody, 1, Roles.all),
            require(SignerScope.samePerson, 1, Roles.none),
        ],
    },
    /** Two of: a facilitator, the person's own organizer, another device of the person. */
    twoWhoKnowThePerson: {
        threshold: 2,
        requirements: [
            require(SignerScope.anybody, 1, Roles.facilitator),
            require(SignerScope.ownParty, 1, Roles.organizer),
            require(SignerScope.samePerson, 1, Roles.none),
        ],
    },
} as const satisfies Record<string, SignatureRule>;

/** Whether these signers, whose signatures hold, are enough. A signer counts once, however often listed and whatever the roles. */
export function isMetBy(rule: SignatureRule, signers: readonly Signer[], subject: RuleSubject): boolean {
    return choices(rule, subject).some((slots) => fillsAll(slots, distinct(signers)));
}

/** How many signatures are missing at least, whoever gives them. */
export function missingCount(rule: SignatureRule, signers: readonly Signer[], subject: RuleSubject): number {
    return Math.min(...choices(rule, subject).map((slots) => slots.length - countFilled(slots, distinct(signers))));
}

function distinct(signers: readonly Signer[]): readonly Signer[] {
    return [...new Map(signers.toReversed().map((signer) => [signer.key, signer])).values()];
}

/** What is asked for in each of the ways to choose so many of the requirements. */
function choices({ requirements, threshold }: SignatureRule, subject: RuleSubject): readonly (readonly Slot[])[] {
    const slots = requirements.map((requirement) => slotsOf(requirement, subject));
    const all = Array.from({ length: 1 << slots.length }, (_, chosen) => slots.filter((_, i) => (chosen & (1 << i)) !== 0));
    return all.filter((chosen) => chosen.length === threshold).map((chosen) => chosen.flat());
}
