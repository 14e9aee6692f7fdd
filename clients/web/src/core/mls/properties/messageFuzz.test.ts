import { beforeEach, expect, test, vi } from 'vitest';
import { acceptAll } from '../../../../tests/acceptAll.ts';
import { decoderSamples } from '../../../../tests/decoderSamples.ts';
import { byValue, forgeCommit } from '../../../../tests/forgedCommit.ts';
import { forgePrivate, forgePublic } from '../../../../tests/forgedMessage.ts';
import { forgeWelcome } from '../../../../tests/forgedWelcome.ts';
import { anything, GroupMember } from '../../../../tests/groupMember.ts';
import { Mutator } from '../../../../tests/mutator.ts';
import { liveSecrets } from '../../../../tests/secretLedger.ts';
import { isLong, seedOf, SeededRandom } from '../../../../tests/seededRandom.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { toHex, type Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import { ContentType } from '../framing/contentType.ts';
import type { MessageContent } from '../framing/messageContent.ts';
import { readMlsMessage } from '../framing/mlsMessage.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { MlsGroup } from '../groups/mlsGroup.ts';
import { readCommit, writeCommit } from '../messages/commit.ts';
import { readGroupInfo, writeGroupInfo } from '../messages/groupInfo.ts';
import { readProposal } from '../messages/proposal.ts';
import { MlsException } from '../mlsException.ts';

vi.mock('../crypto/secret.ts', async (original) =>
    import('../../../../tests/secretLedger.ts').then(async ({ watched }) => watched(await original())),
);

// Messages changed on the way, and by members who sign and seal what they changed: refused without a trace, or taken.

const timeout = isLong ? 3_600_000 : 60_000;
let alice: GroupMember;
let bob: GroupMember;
let carol: GroupMember;
let dave: GroupMember;
let errors: Map<string, number>;
let taken: number;

beforeEach(async () => {
    [alice, bob, carol, dave] = await GroupMember.all('alice', 'bob', 'carol', 'dave');
    [errors, taken] = [new Map<string, number>(), 0];
});

/** Whether something is taken; a refusal has a rule and leaves no secret. */
async function tries(run: () => unknown): Promise<boolean> {
    const before = liveSecrets();
    try {
        await run();
        taken++;
        return true;
    } catch (refusal) {
        if (!(refusal instanceof MlsException)) throw refusal;
        if (liveSecrets() !== before)
            throw new Error(`${liveSecrets() - before} secrets outlive the refusal ${refusal.error}`, { cause: refusal });
        errors.set(refusal.error, (errors.get(refusal.error) ?? 0) + 1);
        return false;
    }
}

async function hear(message: Bytes): Promise<void> {
    const before = bob.group.save();
    const isTaken = await tries(async () => {
        const received = await bob.group.receive(message, anything);
        if (received.type === 'commit') received.staged.dispose();
    });
    if (isTaken) {
        await bob.group.dispose();
        bob.group = MlsGroup.load(before);
    } else if (toHex(bob.group.save()) !== toHex(before)) throw new Error(`a refused message leaves a trace: ${toHex(message)}`);
}

async function join(joiner: GroupMember, welcome: Bytes): Promise<void> {
    await tries(async () => (await MlsGroup.join(welcome, joiner.keyPackage, joiner.secrets, { validator: acceptAll })).dispose());
}

function report(what: string, rules: number): void {
    const refused = [...errors.values()].reduce((sum, count) => sum + count, 0);
    console.log(`measured: messages ${what}: ${refused} refused by ${errors.size} rules, ${taken} taken`);
    expect(errors.size, [...errors.keys()].join(', ')).toBeGreaterThanOrEqual(rules);
}

test('messages changed on the way are refused without a trace', { timeout }, async () => {
    const seed = seedOf(1);
    const mutator = new Mutator(new SeededRandom(seed));
    await TestGroup.of(alice, bob);
    const { message, welcome } = await alice.group.createCommit({ adds: [carol.keyPackage], forcePath: true });
    const seeds = [message, await forgeCommit(alice, [], { isPublic: true }), await alice.says('x'), welcome!];
    for (let i = 0; i < (isLong ? 100_000 : 4000); i++) {
        const bytes = mutator.mutate(seeds[i % seeds.length]!, seeds);
        await hear(bytes);
        await join(carol, bytes);
    }
    report(`changed on the way, seed ${seed}`, 5);
});

test('messages changed by a member are refused without a trace or taken', { timeout }, async () => {
    const seed = seedOf(2);
    const mutator = new Mutator(new SeededRandom(seed));
    await TestGroup.of(alice, bob, carol);
    const proposals = (await decoderSamples()).filter(({ name }) => name.startsWith('Proposal,')).map(({ bytes }) => bytes);
    const seeds = [...proposals, ...(await commits())];
    for (let i = 0; i < (isLong ? 100_000 : 2500); i++) {
        const which = i % seeds.length;
        const bytes = mutator.mutate(seeds[which]!, seeds);
        let content: MessageContent | undefined;
        await tries(() => {
            content = contentOf(bytes, which < proposals.length);
        });
        if (content !== undefined) await hear(await (i % 2 === 0 ? forgePublic : forgePrivate)(alice.group.state, { content }));
    }
    report(`changed by a member, seed ${seed}`, 10);
});

test('Welcomes changed by the member who adds are refused or harmless', { timeout }, async () => {
    const seed = seedOf(3);
    const mutator = new Mutator(new SeededRandom(seed));
    const group = await TestGroup.of(alice, bob, carol);
    await group.commit(bob);
    const { welcome } = await group.commit(alice, { adds: [dave], forcePath: true });
    for (let i = 0; i < (isLong ? 60_000 : 1200); i++) {
        const forgery =
            i % 4 === 0
                ? { secrets: (encoded: Bytes) => mutator.mutate(encoded, [encoded]) }
                : {
                      info: (info: Parameters<typeof writeGroupInfo>[1]) => {
                          const encoded = encode(info, writeGroupInfo);
                          return decode(mutator.mutate(encoded, [encoded]), readGroupInfo);
                      },
                  };
        let forged: Bytes | undefined;
        await tries(async () => {
            forged = await forgeWelcome(welcome!, dave, alice.signatureKey, forgery);
        });
        if (forged !== undefined) await join(dave, forged);
    }
    report(`Welcomes changed by a member, seed ${seed}`, 8);
});

async function commits(): Promise<Bytes[]> {
    const lists = [
        [],
        [byValue({ kind: 'add', keyPackage: dave.keyPackage })],
        [byValue({ kind: 'remove', removed: carol.group.ownLeaf })],
    ];
    return Promise.all(
        lists.map(async (list) => {
            const message = decode(await forgeCommit(alice, list, { isPublic: true }), readMlsMessage);
            const content = message.wireFormat === WireFormat.PublicMessage ? message.body.content.content : undefined;
            if (content?.type !== ContentType.Commit) throw new Error('this is no commit');
            return encode(content.commit, writeCommit);
        }),
    );
}

function contentOf(bytes: Bytes, isProposal: boolean): MessageContent {
    if (isProposal) return { type: ContentType.Proposal, proposal: decode(bytes, readProposal) };
    return { type: ContentType.Commit, commit: decode(bytes, readCommit) };
}
