import { Limits } from '../wire/limits.ts';
import type { HubCall, HubRequest } from '../wire/relayHub.ts';

type Sizes = { readonly [Call in HubCall]: (request: HubRequest<Call>) => boolean };

// The token of a Begin link travels as the text it is.
const beginTokenBytes = 128;

const withinLimits: Sizes = {
    Hello: () => true,
    CreateDialogue: (r) => r.pass.length <= beginTokenBytes && areKeys(r.managementKey, r.closeMark) && isSignature(r.signature),
    MintPasses: (r) => r.passHashes.length <= Limits.passes && areKeys(...r.passHashes) && isSignature(r.signature),
    CreateMailbox: (r) => areKeys(r.pass, r.ownerKey, r.dropTokenHash, r.closeMark) && isSignature(r.signature),
    OpenMailbox: (r) => isSignature(r.signature),
    PutPackages: (r) =>
        r.packages.length <= Limits.packages && r.packages.every((one) => one.length <= Limits.packageBytes) && isSignature(r.signature),
    ReadLetters: () => true,
    AcknowledgeLetters: (r) => r.letters.length <= Limits.acknowledgements,
    Drop: (r) => r.bytes.length <= Limits.letterBytes && areKeys(r.dropToken),
    FetchPackage: (r) => areKeys(r.dropToken),
    CreateChannel: (r) =>
        r.stewardKeys.length <= Limits.stewardKeys &&
        areKeys(...r.stewardKeys, r.pass, r.accessKey, r.closeMark) &&
        isSignature(r.signature),
    Prove: (r) => isSignature(r.signature),
    Post: (r) => r.bytes.length <= Limits.itemBytes,
    Commit: (r) =>
        r.bytes.length <= Limits.itemBytes &&
        areKeys(r.nextKey, r.stewardKey) &&
        isSignature(r.signature) &&
        isSignature(r.stewardSignature),
    Steward: (r) => r.act.length <= Limits.itemBytes,
    Read: () => true,
    Appear: (r) => r.handle.length <= Limits.handleBytes,
    Whisper: (r) => r.bytes.length <= Limits.whisperBytes,
};

/**
 * Whether a request keeps to `Limits`. Asked before sending, because the relay does not answer a hub message that is too long but
 * disconnects. What passes here fits into a hub message, base64 included.
 */
export function isWithinLimits<Call extends HubCall>(name: Call, request: HubRequest<Call>): boolean {
    return withinLimits[name](request);
}

function areKeys(...fields: readonly Uint8Array[]): boolean {
    return fields.every((field) => field.length <= Limits.keyBytes);
}

function isSignature(field: Uint8Array): boolean {
    return field.length <= Limits.signatureBytes;
}
