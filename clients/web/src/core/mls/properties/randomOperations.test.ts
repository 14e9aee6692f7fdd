import { expect, test } from 'vitest';
import { forgePublic } from '../../../../tests/forgedMessage.ts';
import { anything, GroupMember, plain } from '../../../../tests/groupMember.ts';
import { requireInvariants } from '../../../../tests/invariants.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { isLong, seedOf, SeededRandom } from '../../../../tests/seededRandom.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { toHex } from '../../bytes.ts';
import { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { ContentType } from '../framing/contentType.ts';

// Groups that do anything the product does, in any order, with what must hold checked, and everyone stored and loaded, after every step.

const maxMembers = 12;
const retention = { pastEpochs: 1, resumptionPsks: 2 };

/** One run: the group, what was done with it and which keys messages were sealed with. */
class Run {
    readonly done = new Map<string, number>();
    readonly #random: SeededRandom;
    readonly #suite: CipherSuiteId;
    readonly #used = new Set<string>();
    #group: TestGroup;
    #named = 0;

    private constructor(random: SeededRandom, suite: CipherSuiteId, group: TestGroup) {
        this.#random = random;
        this.#suite = suite;
        this.#group = group;
    }

    static async start(random: SeededRandom, suite: CipherSuiteId): Promise<Run> {
        const names = Array.from({ length: 2 + random.below(maxMembers - 2) }, (_, i) => `member ${i}`);
        const [first, ...others] = await Promise.all(names.map((name) => GroupMember.of(name, suite, retention)));
        return new Run(random, suite, await TestGroup.of(first!, ...others));
    }

    get members(): readonly GroupMember[] {
        return this.#group.members;
    }

    async step(): Promise<void> {
        const isFull = this.members.length === maxMembers;
        const steps = [
            () => this.#empty(),
            () => this.#talk(),
            () => this.#drop(),
            () => this.#propose(),
            () => (isFull ? this.#empty() : this.#add()),
            () => (this.members.length > 2 ? this.#remove() : this.#talk()),
            () => (this.members.length > 2 ? this.#swap() : this.#empty()),
        ];
        await this.#random.pick(steps)();
    }

    async #empty(): Promise<void> {
        await this.#group.commit(this.#pick());
        this.#count('empty commits');
    }

    async #add(): Promise<void> {
        await this.#group.commit(this.#pick(), { adds: [await this.#newcomer()], forcePath: this.#random.isHeads() });
        this.#count('adds');
    }

    async #remove(): Promise<void> {
        const gone = this.#pick();
        const committer = this.#other(gone);
        const { message } = await this.#group.commit(committer, { removes: [gone] });
        await this.#shutOut(gone, committer, message);
        this.#count('removals');
    }

    /** One commit removes a leaf and adds its successor, often at the same place. */
    async #swap(): Promise<void> {
        const gone = this.#pick();
        const committer = this.#other(gone);
        const { message } = await this.#group.commit(committer, { removes: [gone], adds: [await this.#newcomer()] });
        await this.#shutOut(gone, committer, message);
        this.#count('swaps');
    }

    async #shutOut(gone: GroupMember, committer: GroupMember, commit: Uint8Array<ArrayBuffer>): Promise<void> {
        const { staged } = await gone.takes('commit', commit, plain);
        expect(staged.removesSelf).toBe(true);
        await expect(gone.group.merge(staged)).rejects.toThrow();
        const secret = await committer.says('not for the one removed');
        await expectRefusal('EpochMismatch', () => gone.group.receive(secret, plain));
        for (const member of this.members) if (member !== committer) expect(await member.hears(secret)).toBe('not for the one removed');
    }

    /** Messages in any order, one of them late; each key serves once. */
    async #talk(): Promise<void> {
        const sender = this.#pick();
        const texts = ['one', 'two', 'three', 'late'];
        const messages = [];
        for (const text of texts) messages.push(await sender.says(text, this.#random.below(100)));
        for (const member of this.members.filter((other) => other !== sender)) {
            const order = [0, 1, 2].sort(() => this.#random.below(3) - 1);
            for (const i of order) expect(await member.hears(messages[i]!)).toBe(texts[i]);
            await member.refuses('GenerationUsed', messages[0]!);
        }
        const listeners = this.members.filter((other) => other !== sender);
        for (const message of messages) await this.#useOnce(listeners[0]!, message);
        await this.#group.commit(this.#pick());
        for (const member of listeners) expect(await member.hears(messages[3]!, anything)).toBe('late');
        this.#count('talks');
    }

    async #useOnce(listener: GroupMember, message: Uint8Array<ArrayBuffer>): Promise<void> {
        const { leaf, generation } = await listener.group.peekSender(message);
        const key = `${toHex(listener.group.epochAuthenticator)} ${leaf} ${generation}`;
        expect(this.#used.has(key)).toBe(false);
        this.#used.add(key);
    }

    /** A commit that is thrown away leaves the group where it was, but for one key. */
    async #drop(): Promise<void> {
        const committer = this.#pick();
        const authenticator = toHex(committer.group.epochAuthenticator);
        const { staged, message } = await committer.group.createCommit({ adds: [(await this.#newcomer()).keyPackage], forcePath: true });
        for (const member of this.members) if (member !== committer) await member.accepts(message, plain);
        staged.dispose();
        expect(toHex(committer.group.epochAuthenticator)).toBe(authenticator);
        this.#count('dropped commits');
    }

    /** A proposal that waits, with which everyone is stored and loaded. */
    async #propose(): Promise<void> {
        const [sender, target] = [this.#pick(), this.#pick()];
        const content = { type: ContentType.Proposal, proposal: { kind: 'remove', removed: target.group.ownLeaf } } as const;
        const message = await forgePublic(sender.group.state, { content });
        for (const member of this.members.filter((other) => other !== sender)) {
            const before = member.group.pendingProposals.length;
            const { reference } = await member.takes('proposal', message);
            await member.takes('proposal', message);
            expect(member.group.pendingProposals.length).toBe(before + 1);
            expect(toHex(member.group.pendingProposals.at(-1)!.reference)).toBe(toHex(reference));
        }
        this.#count('proposals');
    }

    async #newcomer(): Promise<GroupMember> {
        return GroupMember.of(`new ${this.#named++}`, this.#suite, retention);
    }

    #pick(): GroupMember {
        return this.#random.pick(this.members);
    }

    #other(than: GroupMember): GroupMember {
        return this.#random.pick(this.members.filter((member) => member !== than));
    }

    #count(what: string): void {
        this.done.set(what, (this.done.get(what) ?? 0) + 1);
    }
}

test.each([
    [CipherSuiteId.X25519Aes128GcmSha256Ed25519, 11, 3],
    [CipherSuiteId.P256Aes128GcmSha256P256, 12, 2],
    [CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519, 13, 4],
] as const)('any operations of suite %i keep the invariants and the snapshot', { timeout: 3_600_000 }, async (suite, named, runs) => {
    const seed = seedOf(named);
    const random = new SeededRandom(seed);
    const done = new Map<string, number>();
    for (let run = 0; run < (isLong ? 200 : runs); run++) {
        const operations = await Run.start(random, suite);
        for (let step = 0; step < 12; step++) {
            await operations.step();
            await requireInvariants(operations.members);
        }
        for (const [what, count] of operations.done) done.set(what, (done.get(what) ?? 0) + count);
    }
    console.log(`measured: operations suite ${suite}, seed ${seed}: ${[...done].map(([what, count]) => `${count} ${what}`).join(', ')}`);
    expect(done.size, 'hardly anything was done').toBeGreaterThanOrEqual(6);
});
