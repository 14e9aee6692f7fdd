import { CharterFailure } from '../amendments/charterFailure.ts';
import { SignatureRules, type SignatureRule } from '../trust/signatureRule.ts';

/** The rules that a dialogue can begin with, under the word by which people choose them. A draft of the Charter may set any other. */
export type StandardRules = {
    /** How many parties they make sense for. */
    readonly leastParties: number;
    /** How many founders they make sense for. */
    readonly leastOfficers: number;
    /** Whose signatures admit. */
    readonly admissionRule: SignatureRule;
    /** Whose signatures add or return a device. */
    readonly deviceRule: SignatureRule;
    /** Whose signatures amend the Charter and order removals. */
    readonly quorum: SignatureRule;
};

const all: ReadonlyMap<string, StandardRules> = new Map([
    ['solo', rules(1, 1, SignatureRules.solo, SignatureRules.solo)],
    ['1+1+1', rules(2, 3, SignatureRules.organizerOfEachPartyAndFacilitator, SignatureRules.twoWhoKnowThePerson)],
    ['two-of-three', rules(1, 3, SignatureRules.twoOfficers, SignatureRules.twoOfOfficersAndOwnDevice)],
]);

/** The rules that a word names. @throws CharterFailure when there are none. */
export function parseStandardRules(word: string): StandardRules {
    const found = all.get(word);
    if (found === undefined) throw new CharterFailure('draft-rule');
    return found;
}

function rules(leastParties: number, leastOfficers: number, most: SignatureRule, deviceRule: SignatureRule): StandardRules {
    return { leastParties, leastOfficers, admissionRule: most, deviceRule, quorum: most };
}
