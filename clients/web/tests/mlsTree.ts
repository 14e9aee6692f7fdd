import { utf8 } from '../src/core/bytes.ts';
import { basicCredential } from '../src/core/mls/credentials/credential.ts';
import type { CipherSuite } from '../src/core/mls/crypto/cipherSuite.ts';
import { SignatureKeyPair } from '../src/core/mls/crypto/signatureKeyPair.ts';
import { createKeyPackage, type KeyPackage, type KeyPackageRequest } from '../src/core/mls/keypackages/keyPackage.ts';
import type { KeyPackageSecrets } from '../src/core/mls/keypackages/keyPackageSecrets.ts';
import { capabilitiesOf } from '../src/core/mls/tree/capabilities.ts';
import { nodeOf } from '../src/core/mls/tree/leafIndex.ts';
import { PrivateTree } from '../src/core/mls/tree/privateTree.ts';
import { RatchetTree } from '../src/core/mls/tree/ratchetTree.ts';

/** A client with one key package. */
export type TestClient = { readonly keyPackage: KeyPackage; readonly secrets: KeyPackageSecrets };

/** A tree of clients who joined one after the other without a path. */
export type TestTree = { readonly tree: RatchetTree; readonly clients: readonly TestClient[] };

export async function testClient(suite: CipherSuite, name: string, changes: Partial<KeyPackageRequest> = {}): Promise<TestClient> {
    return createKeyPackage(suite, {
        credential: basicCredential(utf8(name)),
        signatureKey: await SignatureKeyPair.generate(suite),
        capabilities: capabilitiesOf(suite, []),
        lifetime: { notBefore: 1000n, notAfter: 2000n },
        leafExtensions: [],
        extensions: [],
        ...changes,
    });
}

export async function testTree(suite: CipherSuite, size: number): Promise<TestTree> {
    const clients = await Promise.all(Array.from({ length: size }, (_, i) => testClient(suite, `client ${i}`)));
    const [first, ...others] = clients;
    const tree = RatchetTree.ofLeaf(first!.keyPackage.leafNode);
    for (const client of others) tree.addLeaf(client.keyPackage.leafNode);
    return { tree, clients };
}

/** What a client knows of a tree in which nobody has made a path. */
export function ownKeys(tree: TestTree, place: number): PrivateTree {
    const keys = new PrivateTree();
    const index = tree.tree.occupiedLeaves()[place]!;
    keys.set(nodeOf(index), tree.clients[place]!.secrets.encryption.copy());
    return keys;
}
