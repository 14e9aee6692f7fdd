import { utf8, type Bytes } from '../../src/core/bytes.ts';
import { basicCredential } from '../../src/core/mls/credentials/credential.ts';
import { cipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import '../../src/core/mls/crypto/p256Suite.ts';
import { SignatureKeyPair } from '../../src/core/mls/crypto/signatureKeyPair.ts';
import { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
import { createKeyPackage, type KeyPackage } from '../../src/core/mls/keypackages/keyPackage.ts';
import type { KeyPackageSecrets } from '../../src/core/mls/keypackages/keyPackageSecrets.ts';
import { capabilitiesOf } from '../../src/core/mls/tree/capabilities.ts';
import { acceptAll } from '../acceptAll.ts';
import type { Engine, Operation } from './engine.ts';

type Client = { readonly signatureKey: SignatureKeyPair; readonly keyPackage: KeyPackage; readonly secrets: KeyPackageSecrets };

const always = { notBefore: 0n, notAfter: 2n ** 64n - 1n };
const none = new Uint8Array();
const options = { validator: acceptAll, onlyAddsAndRemoves: true } as const;
const kilobyte = new Uint8Array(1024);

async function client(id: number, name: string, key?: SignatureKeyPair): Promise<Client> {
    const suite = cipherSuite(id);
    const signatureKey = key ?? (await SignatureKeyPair.generate(suite));
    const made = await createKeyPackage(suite, {
        credential: basicCredential(utf8(name)),
        signatureKey,
        capabilities: capabilitiesOf(suite, []),
        lifetime: always,
        leafExtensions: [],
        extensions: [],
    });
    return { signatureKey, ...made };
}

function create({ signatureKey }: Client): Promise<MlsGroup> {
    const { suite } = signatureKey;
    const credential = basicCredential(utf8('creator'));
    const capabilities = capabilitiesOf(suite, []);
    return MlsGroup.create({ suite, groupId: utf8('a group to measure'), credential, signatureKey, capabilities, lifetime: always });
}

const join = (welcome: Bytes | undefined, own: Client): Promise<MlsGroup> =>
    MlsGroup.join(welcome ?? none, own.keyPackage, own.secrets, { validator: acceptAll });

async function receive(group: MlsGroup, message: Bytes): Promise<MlsGroup> {
    const received = await group.receive(message, options);
    if (received.type !== 'commit') throw new Error('not a commit');
    await group.merge(received.staged);
    return group;
}

/** Each member adds the next one and, by a second commit, gives itself a path. */
async function fullTree(crew: readonly Client[]): Promise<{ committer: MlsGroup; receiver: MlsGroup }> {
    let receiver: MlsGroup | undefined;
    let committer = await create(crew[0] as Client);
    for (const next of crew.slice(1)) {
        const healing = await committer.createCommit({});
        await committer.merge(healing.staged);
        const added = await committer.createCommit({ adds: [next.keyPackage] });
        await committer.merge(added.staged);
        receiver = committer;
        committer = await join(added.welcome, next);
    }
    const healing = await committer.createCommit({});
    if (receiver === undefined) throw new RangeError('a group has two members at least');
    await receive(receiver, healing.message);
    await committer.merge(healing.staged);
    return { committer, receiver };
}

const commit = (group: MlsGroup) => async (): Promise<void> => (await group.createCommit({})).staged.dispose();

async function process(committer: MlsGroup, receiver: MlsGroup): Promise<Operation> {
    const { message, staged } = await committer.createCommit({});
    staged.dispose();
    return async () => {
        const received = await receiver.receive(message, options);
        if (received.type !== 'commit') throw new Error('not a commit');
        received.staged.dispose();
    };
}

/** The engine of the web client. */
export const ours: Engine = {
    async operations(suite, size) {
        const crew = await Promise.all(Array.from({ length: size }, (_, i) => client(suite, `member ${i}`)));
        const others = crew.slice(1);
        const creator = await create(crew[0] as Client);
        const add = () => creator.createCommit({ adds: others.map(({ keyPackage }) => keyPackage) });
        const added = await add();
        await creator.merge(added.staged);
        const alone = await create(crew[0] as Client);
        const neighbour = await join(added.welcome, crew[1] as Client);
        const full = await fullTree(crew);
        const saved = neighbour.save();
        const sealed: Bytes[] = [];
        return new Map<string, Operation>([
            ['key package', () => client(suite, 'somebody', (crew[0] as Client).signatureKey)],
            ['add N-1', async () => (await alone.createCommit({ adds: others.map(({ keyPackage }) => keyPackage) })).staged.dispose()],
            ['join', async () => join(added.welcome, crew[size / 2] as Client)],
            ['commit, blank', commit(creator)],
            ['process it, blank', await process(creator, neighbour)],
            ['commit, full', commit(full.committer)],
            ['process it, full', await process(full.committer, full.receiver)],
            ['seal 1 KiB', async () => sealed.push(await creator.protect(kilobyte, none, 0))],
            ['open 1 KiB', async () => neighbour.receive(sealed.shift() ?? none, options)],
            ['save', async () => neighbour.save()],
            ['load', async () => MlsGroup.load(saved)],
        ]);
    },
};
