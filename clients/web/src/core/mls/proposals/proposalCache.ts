import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody, Disposable } from '../crypto/custody.ts';
import { MlsException } from '../mlsException.ts';
import { hasReference, loadCachedProposal, saveCachedProposal, type CachedProposal } from './cachedProposal.ts';

/** Proposals kept in one epoch; more are refused, because dropping one could make a commit unreadable. */
export const maxProposals = 1024;

/** The proposals of one epoch that a commit may refer to, in the order in which they came (RFC 9420 §12.4). Ends with its epoch. */
export type ProposalCache = readonly CachedProposal[];

export const emptyCache: ProposalCache = [];

export function findProposal(cache: ProposalCache, reference: Uint8Array): CachedProposal | undefined {
    return cache.find((entry) => hasReference(entry, reference));
}

/** The cache with one more proposal. One that is there already stays as it is. */
export function withProposal(cache: ProposalCache, proposal: CachedProposal): ProposalCache {
    if (findProposal(cache, proposal.reference) !== undefined) return cache;
    if (cache.length === maxProposals) throw new MlsException('ProposalsTooMany');
    return [...cache, proposal];
}

export function saveCache(writer: TlsWriter, cache: ProposalCache): void {
    writer.writeVector(cache, saveCachedProposal);
}

export function loadCache(suite: CipherSuite, reader: TlsReader, custody: Custody): ProposalCache {
    return reader.readVector((inner) => loadCachedProposal(suite, inner, custody)).reduce(withLoaded, emptyCache);
}

/** The private keys that wait in it. */
export function keysOf(cache: ProposalCache): Disposable[] {
    return cache.flatMap(({ ownKeys }) => (ownKeys === undefined ? [] : [ownKeys.leafPair, ownKeys.signatureKey]));
}

// The keys of one that is there already are not needed.
function withLoaded(cache: ProposalCache, loaded: CachedProposal): ProposalCache {
    const next = withProposal(cache, loaded);
    if (next === cache) for (const key of keysOf([loaded])) key.dispose();
    return next;
}
