import {
    createApplicationMessage,
    createCommit,
    decodeMlsMessage,
    defaultLifetime,
    emptyPskIndex,
    encodeMlsMessage,
    generateKeyPackage,
    getCiphersuiteFromName,
    getCiphersuiteImpl,
    joinGroup,
    processPrivateMessage,
    type CiphersuiteImpl,
    type ClientState,
    type Proposal,
} from 'ts-mls';
import { expect, test } from 'vitest';
import { GroupMember, plain } from '../../../../tests/groupMember.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { copyOf, textOf, toHex, utf8, type Bytes } from '../../bytes.ts';
import { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { decodeKeyPackage, type KeyPackage } from '../keypackages/keyPackage.ts';

// npm ts-mls 1.6.4 as a third voice, within what it does: members join, commit, are removed and talk.
const suites = [
    [CipherSuiteId.X25519Aes128GcmSha256Ed25519, 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'],
    [CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519, 'MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519'],
] as const;

/** A member that ts-mls plays. */
class Peer {
    readonly keyPackage: KeyPackage;
    readonly #suite: CiphersuiteImpl;
    readonly #made: Awaited<ReturnType<typeof generateKeyPackage>>;
    #state: ClientState | undefined;

    private constructor(suite: CiphersuiteImpl, made: Awaited<ReturnType<typeof generateKeyPackage>>) {
        this.#suite = suite;
        this.#made = made;
        const message = { version: 'mls10', wireformat: 'mls_key_package', keyPackage: made.publicPackage } as const;
        this.keyPackage = decodeKeyPackage(encodeMlsMessage(message).subarray(4));
    }

    static async of(name: (typeof suites)[number][1]): Promise<Peer> {
        const suite = await getCiphersuiteImpl(getCiphersuiteFromName(name));
        const capabilities = { versions: ['mls10'], ciphersuites: [name], extensions: [], proposals: [], credentials: ['basic'] } as const;
        const lists = Object.fromEntries(Object.entries(capabilities).map(([key, list]) => [key, [...list]]));
        const credential = { credentialType: 'basic', identity: utf8('peer') } as const;
        return new Peer(suite, await generateKeyPackage(credential, lists as never, defaultLifetime, [], suite));
    }

    get authenticator(): string {
        return toHex(this.#now().keySchedule.epochAuthenticator);
    }

    async joins(bytes: Bytes): Promise<void> {
        const message = decodeMlsMessage(bytes, 0)?.[0];
        if (message?.wireformat !== 'mls_welcome') throw new Error('this is no Welcome');
        const { publicPackage, privatePackage } = this.#made;
        this.#state = await joinGroup(message.welcome, publicPackage, privatePackage, emptyPskIndex, this.#suite);
    }

    async takes(bytes: Bytes): Promise<string | undefined> {
        const message = decodeMlsMessage(bytes, 0)?.[0];
        if (message?.wireformat !== 'mls_private_message') throw new Error('this is no PrivateMessage');
        const result = await processPrivateMessage(this.#now(), message.privateMessage, emptyPskIndex, this.#suite);
        this.#state = result.newState;
        return result.kind === 'applicationMessage' ? textOf(result.message) : undefined;
    }

    async says(text: string): Promise<Bytes> {
        const { newState, privateMessage } = await createApplicationMessage(this.#now(), utf8(text), this.#suite);
        this.#state = newState;
        return copyOf(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage }));
    }

    async commits(extraProposals: Proposal[]): Promise<Bytes> {
        const made = await createCommit({ state: this.#now(), cipherSuite: this.#suite }, { extraProposals });
        this.#state = made.newState;
        return copyOf(encodeMlsMessage(made.commit));
    }

    #now(): ClientState {
        if (this.#state === undefined) throw new Error('the peer is in no group');
        return this.#state;
    }
}

test.each(suites)('in suite %i ts-mls follows what we send and we follow ts-mls', { timeout: 60_000 }, async (id, name) => {
    const { members } = await TestGroup.ofSize(3, id);
    const [alice, bob, carol] = members as [GroupMember, GroupMember, GroupMember];
    const peer = await Peer.of(name);
    const everyone = [alice, bob, carol];
    const commit = async (
        committer: GroupMember,
        request: Parameters<GroupMember['group']['createCommit']>[0],
    ): Promise<Bytes | undefined> => {
        const { message, welcome, staged } = await committer.group.createCommit(request);
        if (request.adds === undefined) await peer.takes(message);
        for (const member of everyone.filter((other) => other !== committer)) {
            await member.group.merge((await member.takes('commit', message, plain)).staged);
        }
        await committer.group.merge(staged);
        return welcome;
    };
    const agree = async (): Promise<void> => {
        for (const member of everyone) expect(toHex(member.group.epochAuthenticator)).toBe(peer.authenticator);
        expect(await peer.takes(await alice.says('to the peer', 200))).toBe('to the peer');
        const message = await peer.says('from the peer');
        for (const member of everyone) expect(await member.hears(message)).toBe('from the peer');
    };

    await peer.joins((await commit(alice, { adds: [peer.keyPackage], forcePath: true }))!);
    await agree();
    for (const member of everyone) await commit(member, {});
    await agree();
    for (const extra of [[], [{ proposalType: 'remove', remove: { removed: carol.group.ownLeaf } } as Proposal]]) {
        const message = await peer.commits(extra);
        if (extra.length > 0) everyone.pop();
        for (const member of everyone) await member.group.merge((await member.takes('commit', message, plain)).staged);
        await agree();
    }
    everyone.pop();
    await commit(alice, { removes: [bob.group.ownLeaf] });
    await agree();
});
