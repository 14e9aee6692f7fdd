import { beforeEach, describe, expect, test } from 'vitest';
import { admissionDraft, Officers, OfficerDevice } from '../../../tests/support/officers.ts';
import { charterOf, coast, facilitator, hill, key, now, opaque, seed, signAll, stranger, verified, World } from '../../../tests/world.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { encodeCoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import type { Alarm } from '../sync/alarm.ts';
import { DeviceTurn } from '../sync/deviceTurn.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../trust/admission.ts';
import { charterCodec } from '../trust/charter.ts';
import { countersignatureCodec } from '../trust/countersignature.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { PaperKind } from '../trust/paperKind.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { proposalCodec, type Proposal } from '../trust/proposal.ts';
import { remarkCodec } from '../trust/remark.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { hoursAfter, unixHour } from '../trust/unixHour.ts';
import { PaperObject } from './paperObject.ts';

const rule = SignatureRules.organizerOfEachPartyAndFacilitator;

let officers: Officers;
let ana: OfficerDevice;
let marek: OfficerDevice;
let next = 40;

beforeEach(async () => {
    const world = await World.of(rule);
    officers = await Officers.of(world);
    ana = officers.ana;
    marek = await OfficerDevice.of(officers, 20, await world.admit(20, hill, Roles.participant));
});

/** Somebody new, whom nobody proposed before. */
function somebody(change: Partial<Admission> = {}): Admission {
    next += 1;
    return { ...officers.world.admission(next, hill, Roles.participant), ...change };
}

/** What a device sends that proposes an admission. */
function proposal(signed: readonly CoSigned<Admission>[], change: Partial<Proposal> = {}): Proposal {
    const objects = signed.map((one) => encodeCoSigned(admissionCodec, one));
    const contacts = signed.slice(0, 1).map(({ body }) => ({ ...marek.contact, device: body.device }));
    return { kind: PaperKind.admission, objects, contacts, note: '', checklist: undefined, hour: now, ...change };
}

const signedBy = (body: Admission, ...signers: number[]) => signAll(admissionCodec, body, ...signers);

/** A letter to a device, and what its person is told. */
async function told(by: number, kind: LetterKind, body: Uint8Array<ArrayBuffer>, device = ana): Promise<readonly Alarm[]> {
    device.alarms.length = 0;
    await officers.send(by, device.card, kind, body);
    await device.sync();
    return device.alarms;
}

const offered = (by: number, sent: Proposal, device = ana) => told(by, LetterKind.proposal, encodeObject(proposalCodec, sent), device);
const count = async (device = ana) => (await device.desks.papers.papers()).length;

/** The same from who may, in the same words: it is taken. */
async function honest(): Promise<void> {
    const before = await count();
    expect(await offered(facilitator, proposal([await signedBy(somebody(), facilitator)]))).toEqual([]);
    expect(await count()).toBe(before + 1);
}

async function refused(by: number, sent: Proposal, problem: Alarm): Promise<void> {
    const before = ana.store.dump();
    expect(await offered(by, sent)).toEqual([problem]);
    expect(ana.store.dump()).toBe(before);
    await honest();
}

describe('a proposal is refused', () => {
    test('from another dialogue', async () => {
        const other = await World.of(SignatureRules.twoOfficers);
        const body = { ...other.admission(30, hill, Roles.participant), charter: officers.world.charters.headId };
        await refused(facilitator, proposal([await signedBy(body, facilitator)]), 'paper-another-dialogue');
    });

    test('under an older version of the Charter', async () => {
        const earlier = await signedBy(somebody(), facilitator);
        const first = officers.world.charters.signed.versions[0]!;
        const body = { ...first.body, version: 2, previous: idOfSigned(charterCodec, first), retentionDays: 3 };
        const chain = await verified(first, await signAll(charterCodec, body, 1, 2));
        await ana.session.change(() => ({ ...ana.session.device, charters: encodeObject(signedCharterChainCodec, chain.signed) }));
        expect(await offered(facilitator, proposal([earlier]))).toEqual(['paper-older-charter']);
        const renewed = { ...earlier.body, charter: chain.headId };
        expect(await offered(facilitator, proposal([await signedBy(renewed, facilitator)]))).toEqual([]);
        expect(await count()).toBe(1);
    });

    test('from somebody without a say, or with a stranger among its signers', async () => {
        const body = somebody();
        await refused(stranger, proposal([await signedBy(body, stranger)]), 'paper-no-say');
        await refused(stranger, proposal([await signedBy(body, facilitator)]), 'paper-no-say');
        await refused(facilitator, proposal([await signedBy(body, facilitator, stranger)]), 'paper-stranger-signed');
    });

    test('on a device without a say', async () => {
        const sent = proposal([await signedBy(somebody(), facilitator)]);
        await marek.meet(officers.lena);
        expect(await offered(facilitator, sent, marek)).toEqual(['paper-not-for-this-device']);
        expect(await count(marek)).toBe(0);
        expect(await offered(facilitator, sent)).toEqual([]);
        expect(await count()).toBe(1);
    });

    test('with a false signature, or without its proposer’s', async () => {
        const signed = await signedBy(somebody(), 2, facilitator);
        const [one, other] = signed.signatures;
        const swapped = [
            { ...one!, signature: other!.signature },
            { ...other!, signature: one!.signature },
        ];
        await refused(facilitator, proposal([{ ...signed, signatures: swapped }]), 'paper-false-signature');
        await refused(facilitator, proposal([await signedBy(somebody(), 2)]), 'paper-false-signature');
    });

    test('with other objects under the same id', async () => {
        const { dialogue, headId } = officers.world.charters;
        const order = (person: number, reason: string): RemovalOrder => ({
            dialogue,
            charter: headId,
            channel: undefined,
            admission: undefined,
            person: officers.world.admission(person, hill, Roles.participant).person,
            reason,
            hour: now,
        });
        const orders = async (...bodies: RemovalOrder[]): Promise<Proposal> => {
            const objects = await Promise.all(
                bodies.map(async (body) => encodeCoSigned(removalOrderCodec, await signAll(removalOrderCodec, body, 3))),
            );
            return proposal([], { kind: PaperKind.removalOrder, objects });
        };
        const first = order(20, 'Agreed');
        expect(await offered(facilitator, await orders(first, order(21, 'Agreed')))).toEqual([]);
        await refused(facilitator, await orders(first, order(1, 'Agreed')), 'paper-changed');
        expect(await offered(facilitator, await orders(first, order(21, 'Agreed')))).toEqual([]);
    });

    test('that is old, or dated ahead', async () => {
        const signed = await signedBy(somebody({ notBefore: unixHour(1) }), facilitator);
        await refused(facilitator, proposal([signed], { hour: unixHour(now - 60 * 24) }), 'paper-wrong-hour');
        await refused(facilitator, proposal([signed], { hour: hoursAfter(now, 25) }), 'paper-wrong-hour');
        for (const hour of [unixHour(now - 60 * 24 + 1), hoursAfter(now, 24)]) {
            expect(await offered(facilitator, proposal([await signedBy(somebody(), facilitator)], { hour }))).toEqual([]);
        }
    });

    test('of one sender after 64 that wait', async () => {
        for (let i = 0; i < 64; i++) {
            const body = encodeObject(proposalCodec, proposal([await signedBy(somebody(), facilitator)]));
            const letter = { kind: LetterKind.proposal, sender: key(facilitator), body } as Letter;
            await DeviceTurn.take(ana.session, (turn) => ana.desks.papers.received(turn, letter));
        }
        expect(await count()).toBe(64);
        const body = somebody();
        expect(await offered(facilitator, proposal([await signedBy(body, facilitator)]))).toEqual(['paper-too-many']);
        expect(await offered(2, proposal([await signedBy(body, 2)]))).toEqual([]);
        expect(await count()).toBe(65);
    });

    test('that says what cannot be', async () => {
        const limits = hoursAfter(now, 24);
        const other = await signedBy(somebody(), facilitator);
        await refused(facilitator, proposal([await signedBy(somebody(), facilitator), other]), 'paper-against-the-rules');
        await refused(
            facilitator,
            proposal([await signedBy(somebody({ party: 'sea' as PartyCode }), facilitator)]),
            'paper-against-the-rules',
        );
        const past = somebody({ notBefore: unixHour(now - 2), notAfter: now });
        await refused(facilitator, proposal([await signedBy(past, facilitator)]), 'paper-against-the-rules');
        const earlier = await officers.world.admit(20, hill, Roles.participant);
        const further = { ...earlier.body, device: key(21), earlier, notAfter: limits };
        const wider = { ...further, roles: Roles.participant | Roles.facilitator };
        await refused(facilitator, proposal([await signedBy(wider, facilitator)]), 'paper-against-the-rules');
        expect(await offered(facilitator, proposal([await signedBy(further, facilitator)]))).toEqual([]);
    });
});

describe('a letter about a paper', () => {
    const countersigned = async (id: ObjectHash, body: Admission, by: number, signer = by) => {
        const part = PaperObject.of(admissionCodec, { body, signatures: [] });
        return encodeObject(countersignatureCodec, { paper: id, signatures: [{ ...(await part.signBy(seed(signer))), signer: key(by) }] });
    };

    test('that comes before it waits, if its sender is known here and has not sent many', async () => {
        const body = somebody();
        const signed = await signedBy(body, facilitator);
        const id = idOfAdmission(signed);
        const mine = await countersigned(id, body, 2);
        expect(await told(stranger, LetterKind.countersignature, mine)).toEqual(['paper-too-early']);
        expect(await told(2, LetterKind.countersignature, mine)).toEqual([]);
        expect(await offered(facilitator, proposal([signed]))).toEqual([]);
        expect((await ana.paper()).signed.map(({ name }) => name)).toEqual(
            ['Bilal', 'Lena'].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
        );
        for (let i = 1; i <= 16; i++)
            expect(await told(2, LetterKind.countersignature, await countersigned(opaque(i, 32), body, 2))).toEqual([]);
        expect(await told(2, LetterKind.countersignature, await countersigned(opaque(17, 32), body, 2))).toEqual(['paper-too-early']);
        expect(await told(facilitator, LetterKind.countersignature, await countersigned(opaque(17, 32), body, 3))).toEqual([]);
    });

    const keyOf = (name: string) => key(name === 'Bilal' ? 2 : 3);

    test('that was early and turns out false is let go, and said', async () => {
        const signed = await signedBy(somebody(), facilitator);
        const id = idOfAdmission(signed);
        expect(await told(2, LetterKind.countersignature, await countersigned(id, signed.body, 2, 1))).toEqual([]);
        expect(await offered(facilitator, proposal([signed]))).toEqual(['paper-false-signature']);
        expect(await ana.paper()).toMatchObject({ signed: [{ name: 'Lena' }] });
        expect(await told(2, LetterKind.countersignature, await countersigned(id, signed.body, 2))).toEqual([]);
        expect((await ana.paper()).signed).toHaveLength(2);
    });

    test('counts from who has a say, under every object, by its sender', async () => {
        const signed = await signedBy(somebody(), facilitator);
        const id = idOfAdmission(signed);
        await offered(facilitator, proposal([signed]));
        const { body } = signed;
        expect(await told(stranger, LetterKind.countersignature, await countersigned(id, body, stranger))).toEqual(['paper-no-say']);
        expect(await told(2, LetterKind.countersignature, await countersigned(id, body, facilitator))).toEqual(['paper-false-signature']);
        expect(await told(2, LetterKind.countersignature, await countersigned(id, somebody(), 2))).toEqual(['paper-false-signature']);
        expect((await ana.paper()).signed).toHaveLength(1);
        expect(await told(2, LetterKind.countersignature, await countersigned(id, body, 2))).toEqual([]);
        expect((await ana.paper()).signed).toHaveLength(2);
        expect((await ana.desks.papers.sign(id)).paper.state).toBe('complete');
    });

    test('of an officer who is one no more completes nothing', async () => {
        const first = officers.world.charters.signed.versions[0]!;
        const noor = { key: key(30), party: coast, roles: Roles.organizer };
        const others = charterOf(rule).officers.filter((one) => one.key !== key(2));
        const amendment = { ...first.body, version: 2, previous: idOfSigned(charterCodec, first), officers: [...others, noor] };
        const chain = await verified(first, await signAll(charterCodec, amendment, 1, 3));
        await ana.session.change(() => ({ ...ana.session.device, charters: encodeObject(signedCharterChainCodec, chain.signed) }));
        const signed = await signedBy(somebody({ charter: chain.headId }), facilitator);
        const id = idOfAdmission(signed);
        await offered(facilitator, proposal([signed]));
        await ana.desks.papers.sign(id);
        expect(await told(2, LetterKind.countersignature, await countersigned(id, signed.body, 2))).toEqual(['paper-no-say']);
        expect(await ana.paper()).toMatchObject({ state: 'open', missing: [{ device: key(30) }] });
        expect(await told(30, LetterKind.countersignature, await countersigned(id, signed.body, 30))).toEqual([]);
        expect(await ana.paper()).toMatchObject({ state: 'complete' });
    });

    test('is a remark of a signer, or none', async () => {
        const signed = await signedBy(somebody(), facilitator);
        const id = idOfAdmission(signed);
        await offered(facilitator, proposal([signed]));
        const remark = (kind: RemarkKind, text: string) => encodeObject(remarkCodec, { paper: id, kind, text, hour: now });
        expect(await told(stranger, LetterKind.remark, remark(RemarkKind.question, 'Who is he?'))).toEqual(['paper-no-say']);
        expect(await told(2, LetterKind.remark, remark(RemarkKind.withdrawn, ''))).toEqual(['paper-no-say']);
        for (let i = 0; i < 32; i++) expect(await told(2, LetterKind.remark, remark(RemarkKind.question, `${i}`))).toEqual([]);
        expect(await told(2, LetterKind.remark, remark(RemarkKind.question, 'one more'))).toEqual(['paper-too-many']);
        expect(await told(2, LetterKind.remark, remark(RemarkKind.question, '3'))).toEqual([]);
        expect((await ana.desks.papers.paper(id)).remarks).toHaveLength(32);
        expect(await told(facilitator, LetterKind.remark, remark(RemarkKind.withdrawn, ''))).toEqual([]);
        expect(await ana.paper()).toMatchObject({ state: 'withdrawn' });
    });
});

test('nobody proposes without a say, or more than 64 that wait', async () => {
    const body = somebody();
    const contact = { ...marek.contact, device: body.device };
    await expect(marek.propose(admissionDraft(body, contact))).rejects.toMatchObject({ problem: 'paper-not-for-this-device' });
    for (let i = 0; i < 64; i++) await ana.propose(admissionDraft(somebody(), contact));
    await expect(ana.propose(admissionDraft(body, contact))).rejects.toMatchObject({ problem: 'paper-too-many' });
    await officers.bilal.propose(admissionDraft(body, contact));
    expect(await count(officers.bilal)).toBe(1);
});
