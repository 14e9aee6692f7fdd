import { allSignaturesHold, type CoSigned } from '../cbor/coSigned.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { charterCodec, findOfficer, partyCodesOf, type Charter } from './charter.ts';
import { asSigner, type Officer } from './officer.ts';
import { isMetBy } from './signatureRule.ts';

/** Why a chain of Charters is not accepted. */
export type CharterRefusal =
    | 'none'
    /** There is no version 1, or a version is left out. */
    | 'versionMissing'
    /** A version names another predecessor than the one before it. */
    | 'anotherPredecessor'
    /** A version is dated before its predecessor. */
    | 'beforePredecessor'
    | 'falseSignature'
    /** Somebody signed who is not an officer. */
    | 'strangerSigned'
    /** Not all officers signed version 1, or less than the previous version's quorum signed a later one. */
    | 'signaturesMissing'
    | 'anotherDialogue'
    /** It contradicts or shortens the chain that this device already has. */
    | 'anotherHistory';

/** What makes one version of a Charter follow another. */
export async function checkCharter(version: CoSigned<Charter>, previous: CoSigned<Charter> | undefined): Promise<CharterRefusal> {
    if (version.body.version !== (previous?.body.version ?? 0) + 1) return 'versionMissing';
    if (version.body.previous !== (previous && idOfSigned(charterCodec, previous))) return 'anotherPredecessor';
    if (previous !== undefined && version.body.createdAt < previous.body.createdAt) return 'beforePredecessor';
    return checkSignatures(version, previous);
}

async function checkSignatures(version: CoSigned<Charter>, previous: CoSigned<Charter> | undefined): Promise<CharterRefusal> {
    if (!(await allSignaturesHold(charterCodec, version))) return 'falseSignature';
    const judge = previous?.body ?? version.body;
    const found = version.signatures.map(({ signer }) => findOfficer(judge, signer));
    if (found.includes(undefined)) return 'strangerSigned';
    const officers = found as Officer[];
    const isEnough =
        previous === undefined
            ? officers.length === judge.officers.length
            : isMetBy(judge.quorum, officers.map(asSigner), { parties: partyCodesOf(judge), party: undefined });
    return isEnough ? 'none' : 'signaturesMissing';
}
