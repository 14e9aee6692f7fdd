import { expect } from 'vitest';
import { toHex } from '../src/core/bytes.ts';
import type { CommitBundle } from '../src/core/mls/commits/commitRequest.ts';
import type { CipherSuiteId } from '../src/core/mls/crypto/cipherSuiteId.ts';
import { GroupMember, plain } from './groupMember.ts';

/** Several members of one group, whose commits reach everyone. */
export class TestGroup {
    #members: GroupMember[];

    private constructor(creator: GroupMember) {
        this.#members = [creator];
    }

    get members(): readonly GroupMember[] {
        return this.#members;
    }

    static async of(first: GroupMember, ...others: GroupMember[]): Promise<TestGroup> {
        const group = new TestGroup(await first.creates());
        if (others.length > 0) await group.commit(first, { adds: others });
        return group;
    }

    static async ofSize(count: number, suite?: CipherSuiteId): Promise<TestGroup> {
        const [first, ...others] = await Promise.all(Array.from({ length: count }, (_, i) => GroupMember.of(`member ${i}`, suite)));
        return TestGroup.of(first!, ...others);
    }

    /** One commits, everyone else receives and merges, those who are added join. */
    async commit(
        committer: GroupMember,
        change: { adds?: GroupMember[]; removes?: GroupMember[]; forcePath?: boolean } = {},
    ): Promise<CommitBundle> {
        const { adds = [], removes = [], forcePath = false } = change;
        const bundle = await committer.group.createCommit({
            adds: adds.map((member) => member.keyPackage),
            removes: removes.map((member) => member.group.ownLeaf),
            forcePath,
        });
        this.#members = this.#members.filter((member) => !removes.includes(member));
        for (const member of this.#members.filter((other) => other !== committer)) {
            const { staged } = await member.takes('commit', bundle.message, plain);
            expect(toHex(staged.epochAuthenticator)).toBe(toHex(bundle.staged.epochAuthenticator));
            await member.group.merge(staged);
        }
        await committer.group.merge(bundle.staged);
        for (const member of adds) await member.joins(bundle.welcome!);
        this.#members.push(...adds);
        this.requireAgreed();
        return bundle;
    }

    /** Everybody has the same view of who is in the group. */
    requireAgreed(): void {
        const views = this.#members.map(({ group }) => [
            toHex(group.epochAuthenticator),
            toHex(group.confirmedTranscriptHash),
            group.members.length,
        ]);
        for (const view of views) expect(view).toEqual([...views[0]!.slice(0, 2), this.#members.length]);
    }
}
