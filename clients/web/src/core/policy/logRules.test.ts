import { expect, test } from 'vitest';
import { factsOf, hour, marek, newcomer, orderFor, revocationOf } from '../../../tests/channel.ts';
import { hash, policy, world } from '../../../tests/samples.ts';
import { facilitator, key, opaque, seed, signAll, stranger } from '../../../tests/world.ts';
import { idOfSigned, signObject } from '../cbor/signedCodec.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { channelPolicyCodec, type ChannelPolicy } from '../content/channelPolicy.ts';
import type { PolicyContent } from '../content/lastingContent.ts';
import { removalOrderCodec } from '../content/removalOrder.ts';
import { revocationCovers } from '../content/revocation.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { DialogueId } from '../trust/dialogueId.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { checkPolicy, checkPolicyAlone } from './policyRules.ts';
import { checkRemovalOrder } from './removalRules.ts';

const facts = factsOf();
const [guide, participant] = facts.roster.map(({ credential }) => credential);
const admission = guide!.admission;
const first: ChannelPolicy = { ...policy, number: 1, previous: undefined, signerAdmission: idOfAdmission(admission) };
const firstId = idOfSigned(channelPolicyCodec, { body: first });

async function signed(body: ChannelPolicy, person = facilitator): Promise<PolicyContent> {
    return { type: 'policy', policy: await signObject(channelPolicyCodec, body, seed(person)), signerAdmission: admission };
}

test('a policy follows the one in force', async () => {
    const second = { ...first, number: 2, previous: firstId, title: 'Roads' };
    expect(await checkPolicy(await signed(first), undefined, facts)).toBe('none');
    expect(await checkPolicy(await signed(second), first, facts)).toBe('none');
    expect(await checkPolicy(await signed(second), undefined, facts)).toBe('anotherPredecessor');
    expect(await checkPolicy(await signed(second), { ...first, title: 'Other' }, facts)).toBe('anotherPredecessor');
    expect(await checkPolicy(await signed(first), first, facts)).toBe('anotherPredecessor');
});

test('D18: a facilitator shortens retention and never lengthens it', async () => {
    const shorter = { ...first, retentionDays: 3 };
    const back = { ...first, number: 2, previous: idOfSigned(channelPolicyCodec, { body: shorter }) };
    expect(await checkPolicy(await signed(shorter), undefined, facts)).toBe('none');
    expect(await checkPolicy(await signed({ ...first, retentionDays: 8 }), undefined, facts)).toBe('keepsLonger');
    expect(await checkPolicy(await signed(back), shorter, facts)).toBe('keepsLonger');
});

test('only an admitted facilitator of this channel signs a policy', async () => {
    const other = participant!.admission;
    const byMarek = { ...(await signed({ ...first, signerAdmission: idOfAdmission(other) }, marek)), signerAdmission: other };
    expect(await checkPolicyAlone(await signed(first), facts)).toBe('none');
    expect(await checkPolicyAlone(byMarek, facts)).toBe('needsFacilitator');
    expect(await checkPolicyAlone({ ...(await signed(first)), signerAdmission: other }, facts)).toBe('signerNotAdmitted');
    expect(await checkPolicyAlone(await signed(first, marek), facts)).toBe('falseSignature');
    expect(await checkPolicyAlone(await signed(first), { ...facts, revocations: [revocationOf(guide!)] })).toBe('signerCutOff');
    expect(await checkPolicyAlone(await signed({ ...first, channel: opaque(1, 16) }), facts)).toBe('anotherChannel');
    expect(await checkPolicyAlone(await signed({ ...first, kind: ChannelKind.privateLine }), facts)).toBe('anotherChannel');
});

test('a removal order needs the quorum of the Charter in force', async () => {
    const order = orderFor(participant!);
    const check = async (body: typeof order, ...signers: number[]) =>
        checkRemovalOrder(await signAll(removalOrderCodec, body, ...signers), world.charters);
    const changed = { ...(await signAll(removalOrderCodec, order, 1, 2)), body: { ...order, reason: 'Other' } };
    expect(await check(order, 1, 2)).toBe('none');
    expect(await check(order, 3)).toBe('signaturesMissing');
    expect(await check(order, 1, 2, stranger)).toBe('strangerSigned');
    expect(await checkRemovalOrder(changed, world.charters)).toBe('falseSignature');
    expect(await check({ ...order, charter: hash }, 1, 2)).toBe('anotherCharter');
    expect(await check({ ...order, dialogue: opaque<DialogueId>(1, 32) }, 1, 2)).toBe('anotherDialogue');
});

test('a revoked device never returns and a revoked person returns by a later admission', () => {
    const body = participant!.admission.body;
    const later = { ...body, device: key(newcomer), notBefore: hoursAfter(hour, 1) };
    const person = revocationOf(participant!, true);
    expect(revocationCovers(person, { ...body, notBefore: hoursAfter(hour, 1) })).toBe(true);
    expect(revocationCovers(person, { ...later, notBefore: hour })).toBe(true);
    expect(revocationCovers(person, later)).toBe(false);
    expect(revocationCovers(person, { ...later, earlier: participant!.admission })).toBe(true);
    expect(revocationCovers({ ...person, wholePerson: false }, { ...later, earlier: participant!.admission })).toBe(false);
    expect(revocationCovers({ ...person, wholePerson: false }, { ...later, notBefore: hour })).toBe(false);
});
