import type { Bytes } from '../src/core/bytes.ts';
import type { CipherSuite } from '../src/core/mls/crypto/cipherSuite.ts';
import type { Secret } from '../src/core/mls/crypto/secret.ts';

type SecretModule = { readonly Secret: typeof Secret };

const live = new Set<Secret>();

/** How many secrets have an owner who has not disposed of them yet; only where `watched` stands in for the module. */
export function liveSecrets(): number {
    return live.size;
}

/**
 * The module of secrets, in which every secret is counted until somebody disposes of it; a test that counts puts it in the place of
 * the real one by `vi.mock`.
 */
// Imported by the factories of mocks only.
// ts-unused-exports:disable-next-line
export function watched<Module extends SecretModule>(module: Module): Module {
    class Watched extends module.Secret {
        constructor(bytes: Bytes) {
            super(bytes);
            live.add(this);
        }

        static override copyOf(bytes: Uint8Array): Secret {
            return new Watched(new Uint8Array(bytes));
        }

        static override random(suite: CipherSuite, length: number): Secret {
            const bytes = new Uint8Array(length);
            suite.crypto.fill(bytes);
            return new Watched(bytes);
        }

        override copy(): Secret {
            return Watched.copyOf(this.bytes);
        }

        override dispose(): void {
            super.dispose();
            live.delete(this);
        }
    }
    return { ...module, Secret: Watched };
}
