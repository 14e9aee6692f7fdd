import { expect, test } from 'vitest';
import { commitBy, factsOf, hour, leyla, marek, newcomer, orderFor, personOf, revocationOf } from '../../../tests/channel.ts';
import { world } from '../../../tests/samples.ts';
import { channel, coast, credentialOf, hill, key, opaque, signAll, verified } from '../../../tests/world.ts';
import type { Opaque } from '../cbor/opaque.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../trust/admission.ts';
import { charterCodec } from '../trust/charter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { hoursAfter, timeOf, unixHour } from '../trust/unixHour.ts';
import { findLeaf } from './channelFacts.ts';
import type { CommitAttempt } from './commitAttempt.ts';
import { judgeCommit, mustWait } from './commitRules.ts';
import type { CommitVerdict } from './commitVerdict.ts';

const facts = factsOf();
const credentialAt = (leaf: number) => findLeaf(facts, leaf)!.credential;

async function judged(expected: CommitVerdict, commit: CommitAttempt, changed: Partial<typeof facts> = {}): Promise<void> {
    expect(await judgeCommit(commit, { ...facts, ...changed })).toBe(expected);
}

async function addedWith(admission: Admission, ...signers: number[]) {
    return credentialOf(await signAll(admissionCodec, admission, ...signers), newcomer);
}

test('a commit holds inline adds and removes or nothing', async () => {
    await judged('accepted', commitBy(1));
    await judged('otherProposals', { ...commitBy(1), hasOtherProposals: true });
    await judged('unknownCommitter', commitBy(7));
});

test('B14: a commit’s hour never goes back, and one far ahead waits', async () => {
    await judged('accepted', { ...commitBy(1), hour: facts.lastHour });
    await judged('hourGoesBack', { ...commitBy(1), hour: unixHour(facts.lastHour - 1) });
    expect(mustWait(hour, timeOf(hour) - 3_600_000)).toBe(false);
    expect(mustWait(hour, timeOf(hour) - 3_601_000)).toBe(true);
});

test('A08: only a facilitator adds', async () => {
    await judged('accepted', commitBy(0, [await personOf(newcomer)]));
    await judged('noRightToAdd', commitBy(1, [await personOf(newcomer)]));
});

test('A01: an add needs an admission that is valid at the commit’s hour', async () => {
    const body = world.admission(newcomer, hill, Roles.participant);
    await judged('accepted', commitBy(0, [await addedWith(body, 1, 2, 3)]));
    await judged('admissionRefused', commitBy(0, [await addedWith(body, 1, 3)]));
    await judged('admissionRefused', commitBy(0, [await addedWith({ ...body, notBefore: hoursAfter(hour, 1) }, 1, 2, 3)]));
    await judged('admissionRefused', commitBy(0, [await addedWith({ ...body, notAfter: hour }, 1, 2, 3)]));
});

test('A07: somebody ordered out or revoked is not added again', async () => {
    const added = await personOf(newcomer);
    await judged('accepted', commitBy(0, [added]));
    await judged('admissionCutOff', commitBy(0, [added]), { removalOrders: [orderFor(added)] });
    await judged('admissionCutOff', commitBy(0, [added]), { revocations: [revocationOf(added)] });
});

test('A07: somebody whom an amendment does not list is taken out and does nothing more', async () => {
    const first = world.charters.signed.versions[0]!;
    const amendment = { ...first.body, version: 2, previous: idOfSigned(charterCodec, first), quorum: SignatureRules.solo };
    const all = facts.roster.map(({ credential }) => idOfAdmission(credential.admission)).sort();
    const listing = async (survivingAdmissions: ObjectHash[]) => ({
        charters: await verified(first, await signAll(charterCodec, { ...amendment, survivingAdmissions }, 1, 2)),
    });
    const unchanged = await listing(all);
    const without = await listing(all.filter((id) => id !== idOfAdmission(credentialAt(1).admission)));
    await judged('removalWithoutReason', commitBy(2, [], [1]), unchanged);
    await judged('accepted', commitBy(2, [], [1]), without);
    await judged('accepted', commitBy(1), unchanged);
    await judged('committerCutOff', commitBy(1), without);
    await judged('removalWithoutReason', commitBy(2, [], [0]), without);
});

test('organizers are not added unless they are more than that', async () => {
    await judged('roleNotInThisKind', commitBy(0, [await personOf(newcomer, hill, Roles.organizer)]));
    await judged('accepted', commitBy(0, [await personOf(newcomer, hill, Roles.organizer | Roles.participant)]));
});

test('a caucus takes its own party and neutral facilitators only', async () => {
    const caucus = factsOf(ChannelKind.caucus);
    const add = async (party: PartyCode | undefined, roles: Roles) => commitBy(0, [await world.credential(newcomer, party, roles)]);
    await judged('accepted', await add(hill, Roles.participant), caucus);
    await judged('accepted', await add(undefined, Roles.facilitator), caucus);
    await judged('anotherParty', await add(coast, Roles.participant), caucus);
    await judged('anotherParty', await add(coast, Roles.facilitator), caucus);
    await judged('anotherParty', await add(undefined, Roles.participant), caucus);
});

test('an admission limited to other channels is refused here', async () => {
    const body = world.admission(newcomer, hill, Roles.observer);
    const limitedTo = (only: Opaque) => addedWith({ ...body, limits: { channels: [only], listensOnly: false } }, 1, 2, 3);
    await judged('accepted', commitBy(0, [await limitedTo(channel)]));
    await judged('anotherChannel', commitBy(0, [await limitedTo(opaque(1, 16))]));
});

test('no two leaves share a device key', async () => {
    const added = await personOf(newcomer);
    await judged('deviceTwice', commitBy(0, [await personOf(marek)]));
    await judged('deviceTwice', commitBy(0, [added, await personOf(newcomer, hill, Roles.participant, 0x89)]));
    await judged('accepted', commitBy(0, [added, await personOf(24)]));
});

test('a commit adds 64 at most and a channel has 128', async () => {
    const many = await Promise.all(Array.from({ length: 65 }, (_, i) => personOf(30 + i)));
    const others = await Promise.all(Array.from({ length: 125 }, (_, i) => personOf(100 + i)));
    const full = { roster: [...facts.roster, ...others.map((credential, i) => ({ leaf: 100 + i, credential }))] };
    await judged('accepted', commitBy(0, many.slice(0, 64)));
    await judged('tooMany', commitBy(0, many));
    await judged('accepted', commitBy(0), full);
    await judged('tooMany', commitBy(0, [await personOf(newcomer)]), full);
});

test('A08: a removal needs its reason in the log', async () => {
    const removed = credentialAt(2);
    const byMarek = commitBy(1, [], [2]);
    await judged('removalWithoutReason', commitBy(0, [], [2]));
    await judged('accepted', byMarek, { removalOrders: [orderFor(removed)] });
    await judged('accepted', byMarek, { revocations: [revocationOf(removed)] });
    await judged('accepted', byMarek, { leavingLeafKeys: [removed.certificate.body.leafKey] });
    await judged('removalWithoutReason', byMarek, { leavingLeafKeys: [opaque(1, 32)] });
    await judged('removalWithoutReason', byMarek, { removalOrders: [{ ...orderFor(removed), channel: opaque(1, 16) }] });
});

test('a removal is due from the hour an admission expires', async () => {
    const body = { ...world.admission(leyla, coast, Roles.participant), notAfter: hour };
    const short = await credentialOf(await signAll(admissionCodec, body, 1, 2, 3), leyla);
    const expiring = { roster: [...facts.roster.slice(0, 2), { leaf: 2, credential: short }] };
    const before = unixHour(hour - 1);
    await judged('accepted', commitBy(1, [], [2]), expiring);
    await judged('removalWithoutReason', { ...commitBy(1, [], [2]), hour: before }, expiring);
    await judged('committerCutOff', commitBy(2), expiring);
    await judged('accepted', { ...commitBy(2), hour: before }, expiring);
});

test('C09: a revoked device commits nothing more', async () => {
    await judged('committerCutOff', commitBy(1), { revocations: [revocationOf(credentialAt(1))] });
    await judged('committerCutOff', commitBy(1), { removalOrders: [orderFor(credentialAt(1))] });
    await judged('accepted', commitBy(1), { revocations: [revocationOf(credentialAt(2))] });
});

test('removing nobody, twice or oneself is refused', async () => {
    const left = { leavingLeafKeys: [credentialAt(2).certificate.body.leafKey] };
    const other = await personOf(leyla, coast, Roles.participant, 0x99);
    const roster = { roster: [...facts.roster.slice(0, 2), { leaf: 2, credential: other }] };
    await judged('accepted', commitBy(0, [], [2]), left);
    await judged('removesNobody', commitBy(0, [], [9]), left);
    await judged('removesNobody', commitBy(0, [], [2, 2]), left);
    await judged('removesCommitter', commitBy(2, [], [2]), left);
    await judged('removalWithoutReason', commitBy(0, [], [2]), { ...left, ...roster });
});

test('any member swaps a device once a day', async () => {
    const swap = commitBy(1, [await personOf(leyla, coast)], [2]);
    const swappedAt = (last: number) => ({ lastSwaps: new Map([[key(leyla), unixHour(last)]]) });
    await judged('accepted', swap);
    await judged('accepted', swap, swappedAt(hour - 24));
    await judged('swappedToday', swap, swappedAt(hour));
    await judged('accepted', { ...swap, committer: 0 }, swappedAt(hour));
    await judged('removalWithoutReason', commitBy(0, [await personOf(newcomer)], [2]));
});

test('a facilitator swaps a lost device for the person’s new one', async () => {
    const old = credentialAt(1);
    const further = { ...old.admission.body, device: key(newcomer), earlier: old.admission };
    const returning = await addedWith(further, 1, 3);
    await judged('accepted', commitBy(0, [returning], [1]));
    await judged('noRightToAdd', commitBy(2, [returning], [1]));
    await judged('admissionRefused', commitBy(0, [await addedWith(further, marek)], [1]));
});
