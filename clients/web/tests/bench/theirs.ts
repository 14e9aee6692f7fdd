import {
    createApplicationMessage,
    createCommit,
    createGroup,
    decodeGroupState,
    decodeMlsMessage,
    defaultCapabilities,
    defaultLifetime,
    emptyPskIndex,
    encodeGroupState,
    encodeMlsMessage,
    generateKeyPackage,
    getCiphersuiteFromName,
    getCiphersuiteImpl,
    joinGroup,
    processPrivateMessage,
    type CiphersuiteImpl,
    type CiphersuiteName,
    type ClientState,
    type MLSMessage,
    type PrivateMessage,
    type Welcome,
} from 'ts-mls';
import { defaultClientConfig } from 'ts-mls/clientConfig.js';
import type { Engine, Operation } from './engine.ts';

const names: Readonly<Record<number, CiphersuiteName>> = {
    1: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519',
    2: 'MLS_128_DHKEMP256_AES128GCM_SHA256_P256',
    3: 'MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519',
};
const text = new TextEncoder();
const kilobyte = new Uint8Array(1024);

type Client = Awaited<ReturnType<typeof generateKeyPackage>>;

/** npm ts-mls 1.6.4 with the crypto it chooses itself. */
export const theirs: Engine = {
    async operations(number, size) {
        const suite = await getCiphersuiteImpl(getCiphersuiteFromName(names[number] as CiphersuiteName));
        const them = new TheirGroup(suite);
        const crew = await Promise.all(Array.from({ length: size }, (_, i) => them.publish(`member ${i}`)));
        const [first, second] = crew as [Client, Client];
        const alone = await them.create(first);
        const added = await them.commit(alone, crew.slice(1));
        const creator = added.newState;
        const welcome = added.welcome as Welcome;
        const neighbour = await them.join(welcome, second);
        const full = await them.fullTree(crew);
        const saved = encodeGroupState(neighbour);
        const sealed: Uint8Array[] = [];
        let [sender, receiver] = [creator, neighbour];
        return new Map<string, Operation>([
            ['key package', () => them.publish('somebody')],
            ['add N-1', async () => encodeMlsMessage((await them.commit(alone, crew.slice(1))).commit)],
            ['join', () => them.join(welcome, crew[size / 2] as Client)],
            ['commit, blank', async () => encodeMlsMessage((await them.commit(creator)).commit)],
            ['process it, blank', await them.process(creator, neighbour)],
            ['commit, full', async () => encodeMlsMessage((await them.commit(full.committer)).commit)],
            ['process it, full', await them.process(full.committer, full.receiver)],
            [
                'seal 1 KiB',
                async () => {
                    const { newState, privateMessage } = await createApplicationMessage(sender, kilobyte, suite);
                    sealed.push(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage }));
                    sender = newState;
                },
            ],
            ['open 1 KiB', async () => (receiver = (await them.receive(receiver, sealed.shift() as Uint8Array)).newState)],
            ['save', async () => encodeGroupState(neighbour)],
            ['load', async () => ({ ...decodeGroupState(saved, 0)?.[0], clientConfig: defaultClientConfig })],
        ]);
    },
};

class TheirGroup {
    readonly #suite: CiphersuiteImpl;

    constructor(suite: CiphersuiteImpl) {
        this.#suite = suite;
    }

    publish(name: string): Promise<Client> {
        const credential = { credentialType: 'basic', identity: text.encode(name) } as const;
        return generateKeyPackage(credential, defaultCapabilities(), defaultLifetime, [], this.#suite);
    }

    create(own: Client): Promise<ClientState> {
        return createGroup(text.encode('a group to measure'), own.publicPackage, own.privatePackage, [], this.#suite);
    }

    commit(state: ClientState, others: readonly Client[] = []): ReturnType<typeof createCommit> {
        const extraProposals = others.map((other) => ({ proposalType: 'add', add: { keyPackage: other.publicPackage } }) as const);
        return createCommit({ state, cipherSuite: this.#suite }, { extraProposals, ratchetTreeExtension: true });
    }

    join(welcome: Welcome, own: Client): Promise<ClientState> {
        return joinGroup(welcome, own.publicPackage, own.privatePackage, emptyPskIndex, this.#suite);
    }

    receive(state: ClientState, bytes: Uint8Array): ReturnType<typeof processPrivateMessage> {
        const message = decodeMlsMessage(bytes, 0)?.[0] as MLSMessage & { readonly privateMessage: PrivateMessage };
        return processPrivateMessage(state, message.privateMessage, emptyPskIndex, this.#suite);
    }

    async process(committer: ClientState, receiver: ClientState): Promise<Operation> {
        const bytes = encodeMlsMessage((await this.commit(committer)).commit);
        return () => this.receive(receiver, bytes);
    }

    /** Each member adds the next one and, by a second commit, gives itself a path. */
    async fullTree(crew: readonly Client[]): Promise<{ committer: ClientState; receiver: ClientState }> {
        let last = await this.create(crew[0] as Client);
        let previous = last;
        for (const next of crew.slice(1)) {
            const healed = (await this.commit(last)).newState;
            const added = await this.commit(healed, [next]);
            previous = added.newState;
            last = await this.join(added.welcome as Welcome, next);
        }
        const healing = await this.commit(last);
        const receiver = (await this.receive(previous, encodeMlsMessage(healing.commit))).newState;
        return { committer: healing.newState, receiver };
    }
}
