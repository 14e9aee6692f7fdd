import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody } from '../crypto/custody.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { deriveSecret } from '../crypto/labels.ts';
import type { Secret } from '../crypto/secret.ts';

/**
 * path_secret[n] = DeriveSecret(path_secret[n-1], "path") up a filtered direct path, and commit_secret, one step past its end
 * (RFC 9420 §7.4, §8). Owns its secrets.
 */
export class PathSecrets {
    readonly commitSecret: Secret;
    readonly #secrets: Secret[] = [];

    /** Derives `count` path secrets, the first being `first`; takes ownership of it. */
    constructor(suite: CipherSuite, first: Secret, count: number) {
        let next = first;
        for (let i = 0; i < count; i++) {
            this.#secrets.push(next);
            next = deriveSecret(suite, next, 'path');
        }
        this.commitSecret = next;
    }

    get count(): number {
        return this.#secrets.length;
    }

    /** The secret of the path's node of that number, below `count`. */
    at(index: number): Secret {
        const secret = this.#secrets[index];
        if (secret === undefined) throw new RangeError('the path has no such node');
        return secret;
    }

    /** The pairs of all nodes of the path; they belong to the custody. */
    nodeKeyPairs(suite: CipherSuite, custody: Custody): Promise<HpkeKeyPair[]> {
        return Promise.all(this.#secrets.map((secret) => custody.holdWhenMade(nodeKeyPair(suite, secret))));
    }

    dispose(): void {
        for (const secret of this.#secrets) secret.dispose();
        this.commitSecret.dispose();
    }
}

/** node_secret[n] = DeriveSecret(path_secret[n], "node"); the pair is KEM.DeriveKeyPair(node_secret[n]). */
export async function nodeKeyPair(suite: CipherSuite, pathSecret: Secret): Promise<HpkeKeyPair> {
    const nodeSecret = deriveSecret(suite, pathSecret, 'node');
    try {
        return await HpkeKeyPair.deriveFrom(suite, nodeSecret.bytes);
    } finally {
        nodeSecret.dispose();
    }
}
