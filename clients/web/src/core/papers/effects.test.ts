import { beforeEach, describe, expect, test } from 'vitest';
import { Officers, OfficerDevice } from '../../../tests/support/officers.ts';
import { charterOf, coast, facilitator, hill, key, now, opaque, signAll, World } from '../../../tests/world.ts';
import { putPerson } from '../admissions/peopleDirectory.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { revocationContentCodec } from '../content/lastingContent.ts';
import { removalOrderCodec } from '../content/removalOrder.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { keepRevocation } from '../revocations/revocationLetters.ts';
import { admissionCodec } from '../trust/admission.ts';
import { charterCodec, type Charter } from '../trust/charter.ts';
import { charterDigits } from '../trust/digits.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { idOfPaper } from './paper.ts';
import type { PaperDraft } from './paperDraft.ts';
import { PaperObject } from './paperObject.ts';

const rule = SignatureRules.organizerOfEachPartyAndFacilitator;

let officers: Officers;
let marek: OfficerDevice;

beforeEach(async () => {
    officers = await Officers.of(await World.of(rule));
    marek = await officers.device(20);
});

const cutsOf = async (device: OfficerDevice) => {
    const cuts = await KnownCuts.read(device.store);
    return cuts.revocations.map(({ body }) => body);
};
const draft = (kind: PaperKind, object: PaperObject): PaperDraft => ({
    kind,
    objects: [object],
    about: [],
    note: '',
    checklist: undefined,
});

describe('cutting off', () => {
    const cut = { device: key(20), wholePerson: true, reason: 'The phone was taken' };

    test('is done by two who say the same, whoever was first, and told to all but the target', async () => {
        const { ana, bilal, lena } = officers;
        const first = await lena.desks.papers.cut(cut);
        expect(first).toMatchObject({ name: 'Marek', device: key(20), wholePerson: true, done: false, missing: [{ name: 'Ana' }] });
        expect(await lena.desks.papers.cut(cut)).toEqual(first);
        await officers.sync(lena, ana, bilal);
        // The organizer of the other side does not know Marek.
        expect((await bilal.desks.papers.cut(cut)).done).toBe(false);
        await officers.sync(lena, ana, bilal);
        expect(await cutsOf(lena)).toEqual([]);
        expect((await ana.desks.papers.paper(first.paper as ObjectHash)).note).toBe('The phone was taken');
        expect(await ana.desks.papers.cut(cut)).toMatchObject({ paper: first.paper, done: true, missing: [] });
        await officers.sync(lena, ana, bilal);
        for (const device of [lena, ana, bilal]) {
            expect(await cutsOf(device)).toMatchObject([{ wholePerson: true, target: { body: { device: key(20) } } }]);
            expect(await device.paper()).toMatchObject({ what: 'person-cut', about: 'Marek', state: 'complete' });
            expect(device.alarms).toEqual(['somebody-cut-off']);
        }
        expect(await marek.letters()).toEqual([]);
    });

    test('reaches others whose mailbox is known by a letter that holds by itself', async () => {
        const { ana, bilal, lena } = officers;
        const noor = await officers.device(30);
        const { paper } = await lena.desks.papers.cut(cut);
        await officers.sync(lena, ana, bilal);
        await ana.desks.papers.sign(paper as ObjectHash);
        await officers.sync(lena, ana, bilal);
        const letters = (await noor.letters()).filter(({ kind }) => kind === LetterKind.revocation);
        expect(new Set(letters.map(({ sender }) => sender))).toEqual(new Set([key(1), key(2), key(3)]));
        const { revocation } = decodeObject(revocationContentCodec, letters[0]!.body);
        expect(idOfSigned(revocationCodec, revocation)).toBe(paper);
    });

    test('counts with the signature of another device of the person whose admission it carries', async () => {
        const { lena } = officers;
        const { dialogue, headId } = officers.world.charters;
        const other = await signAll(admissionCodec, { ...marek.admission.body, device: key(21) }, 1, 2, 3);
        const told = async (others: Revocation['others']) => {
            const body: Revocation = { dialogue, charter: headId, target: marek.admission, wholePerson: false, hour: now, others };
            const revocation = await signAll(revocationCodec, body, facilitator, 21);
            const letter = { body: encodeObject(revocationContentCodec, { type: 'revocation', revocation }) } as Letter;
            await lena.store.write((writer) => keepRevocation(lena.session, writer, letter));
        };
        // What this device knows of the other one does not count: every device judges by what the revocation carries.
        await lena.store.write((writer) => putPerson(writer, other, { ...marek.contact, device: key(21) }));
        await expect(told([])).rejects.toThrow('does not hold');
        await told([other]);
        expect(await cutsOf(lena)).toHaveLength(1);
    });

    test('is nothing a device does to itself, or to somebody unknown', async () => {
        const { ana, lena } = officers;
        const papers = ana.desks.papers;
        // The device that is cut off gets no such paper; another one of the person gets it where all devices are meant.
        const { paper: own } = await lena.desks.papers.cut({ ...cut, device: key(1) });
        const tablet = await signAll(admissionCodec, { ...ana.admission.body, device: key(21) }, 1, 2, 3);
        await lena.store.write((writer) => putPerson(writer, tablet, { ...ana.contact, device: key(21) }));
        await lena.desks.papers.withdraw(own as ObjectHash);
        const { paper } = await lena.desks.papers.cut({ ...cut, device: key(21) });
        await officers.sync();
        await expect(papers.sign(own as ObjectHash)).rejects.toMatchObject({ problem: 'not-found' });
        await expect(papers.sign(paper as ObjectHash)).rejects.toMatchObject({ problem: 'cut-own-device' });
        await expect(papers.cut({ ...cut, device: key(1) })).rejects.toMatchObject({ problem: 'not-found' });
        await expect(papers.cut({ ...cut, device: key(77) })).rejects.toMatchObject({ problem: 'not-found' });
        expect((await papers.cut(cut)).done).toBe(false);
    });
});

describe('an order to remove somebody', () => {
    test('is kept to be posted by each signer once the quorum has signed', async () => {
        const { ana, lena, bilal } = officers;
        const { dialogue, headId } = officers.world.charters;
        const { person } = marek.admission.body;
        const body = { dialogue, charter: headId, channel: undefined, admission: undefined, person, reason: 'Agreed', hour: now };
        const id = idOfPaper(
            await lena.propose(draft(PaperKind.removalOrder, PaperObject.of(removalOrderCodec, { body, signatures: [] }))),
        );
        await officers.sync(lena, ana, bilal);
        expect((await ana.desks.papers.paper(id)).terms).toMatchObject({
            type: 'removal',
            removals: [{ name: 'Marek', channel: undefined, reason: 'Agreed' }],
        });
        expect((await KnownCuts.read(lena.store)).covers(marek.admission, opaque(1, 16))).toBe(false);
        expect((await ana.desks.papers.sign(id)).paper.state).toBe('complete');
        await officers.sync(lena, ana, bilal);
        for (const device of [lena, ana, bilal]) {
            expect((await KnownCuts.read(device.store)).covers(marek.admission, opaque(1, 16))).toBe(true);
            expect(await device.paper()).toMatchObject({ state: 'complete', about: 'Marek' });
        }
    });
});

describe('another version of the Charter', () => {
    const amendment = (change: Partial<Charter>): PaperDraft => {
        const { head, headId } = officers.world.charters;
        const body = { ...head, version: head.version + 1, previous: headId, ...change };
        return draft(PaperKind.charter, PaperObject.of(charterCodec, { body, signatures: [] }));
    };

    test('is taken by every signer when the quorum has signed, and shown part by part before', async () => {
        const { ana, lena, bilal } = officers;
        const id = idOfPaper(await lena.propose(amendment({ title: 'Water and roads', admissionRule: SignatureRules.twoOfficers })));
        await officers.sync(lena, ana, bilal);
        const shown = await ana.desks.papers.paper(id);
        expect(shown.paper).toMatchObject({ kind: 'charter', about: 'Water and roads', missing: [{ name: 'Ana' }, { name: 'Bilal' }] });
        expect(shown.terms).toMatchObject({
            type: 'charter',
            version: 2,
            digits: charterDigits(id),
            charter: {
                title: 'Water and roads',
                officers: [{ name: 'Ana' }, { name: 'Bilal' }, { name: 'Lena' }],
                admissionRule: { threshold: 1, requirements: [{ scope: 'anybody', count: 2, roles: [] }] },
            },
            before: {
                title: 'Water talks',
                admissionRule: {
                    threshold: 2,
                    requirements: [
                        { scope: 'each-party', count: 1, roles: ['organizer'] },
                        { scope: 'anybody', count: 1, roles: ['facilitator'] },
                    ],
                },
            },
            survival: { staying: [], ending: ['Ana', 'Bilal', 'Lena', 'Marek'], unknown: 0 },
        });
        await ana.desks.papers.sign(id);
        await officers.sync(lena, ana, bilal);
        for (const device of [lena, ana, bilal]) {
            expect(device.session.charters?.headId).toBe(id);
            await device.restart();
            expect(device.session.charters?.headId).toBe(id);
            expect(await device.paper()).toMatchObject({ state: 'complete' });
        }
        // Nobody listed the admissions, so each device says that its own is left out.
        expect(bilal.alarms).toEqual(['charter-changed', 'admission-left-out']);
    });

    test('is not signed beside another one that can still be completed', async () => {
        const { ana, lena, bilal } = officers;
        const one = idOfPaper(await lena.propose(amendment({ retentionDays: 3 })));
        const other = idOfPaper(await bilal.propose(amendment({ retentionDays: 4 })));
        await officers.sync(lena, bilal);
        await expect(lena.desks.papers.sign(other)).rejects.toMatchObject({ problem: 'other-version-signed' });
        await expect(lena.propose(amendment({ retentionDays: 5 }))).rejects.toMatchObject({ problem: 'other-version-signed' });
        await lena.desks.papers.withdraw(one);
        expect((await lena.desks.papers.sign(other)).paper.state).toBe('complete');
        await officers.sync(lena, ana, bilal);
        for (const device of [lena, ana, bilal]) expect(device.session.charters?.headId).toBe(other);
    });

    test('makes what was asked under the older one void, and what came too early count', async () => {
        const { ana, lena, bilal } = officers;
        const version = amendment({ retentionDays: 3 });
        const older = (await bilal.desks.papers.cut({ device: key(20), wholePerson: false, reason: '' })).paper as ObjectHash;
        const id = idOfPaper(await lena.propose(version));
        await officers.sync(lena, bilal);
        await bilal.desks.papers.sign(id);
        await officers.sync(lena, bilal);
        const later = (await lena.desks.papers.cut({ device: key(20), wholePerson: false, reason: '' })).paper as ObjectHash;
        await lena.sync();
        // What Lena proposes under the second version lies before it in Ana's mailbox.
        officers.relay.mailboxes.get(ana.session.device.mailbox.id)!.letters.reverse();
        await ana.sync();
        expect(ana.session.charters?.headId).toBe(id);
        expect((await ana.desks.papers.paper(later)).paper).toMatchObject({ state: 'open', can: { sign: true } });
        expect((await ana.desks.papers.paper(older)).paper).toMatchObject({ state: 'older-charter', can: { sign: false } });
        await expect(ana.desks.papers.sign(older)).rejects.toMatchObject({ problem: 'paper-older-charter' });
        expect((await ana.desks.papers.sign(later)).paper.state).toBe('complete');
    });

    test('completed by the own signature lets what came too early count, too', async () => {
        const { ana, lena, bilal } = officers;
        const id = idOfPaper(await lena.propose(amendment({ retentionDays: 3 })));
        await officers.sync();
        await bilal.desks.papers.sign(id);
        await officers.sync(lena, bilal);
        const box = officers.relay.mailboxes.get(ana.session.device.mailbox.id)!;
        box.letters.length = 0;
        const later = (await lena.desks.papers.cut({ device: key(20), wholePerson: false, reason: '' })).paper as ObjectHash;
        await officers.sync(lena, ana);
        await expect(ana.desks.papers.paper(later)).rejects.toMatchObject({ problem: 'not-found' });
        await ana.desks.papers.sign(id);
        expect((await ana.desks.papers.paper(later)).paper).toMatchObject({ state: 'open', can: { sign: true } });
    });

    test('that no officers could follow, or is dated ahead, is not signed', async () => {
        const { lena } = officers;
        const [first, second] = charterOf(rule).officers;
        const unmeetable = { officers: [first!, second!], admissionRule: rule };
        await expect(lena.propose(amendment(unmeetable))).rejects.toMatchObject({ problem: 'paper-against-the-rules' });
        await expect(lena.propose(amendment({ createdAt: hoursAfter(now, 25) }))).rejects.toMatchObject({
            problem: 'paper-against-the-rules',
        });
        const noor = { key: key(30), party: coast, roles: Roles.organizer };
        const lone = { key: key(facilitator), party: undefined, roles: Roles.facilitator };
        const fitting = { officers: [first!, noor, lone], createdAt: hoursAfter(now, 24) };
        expect((await lena.propose(amendment(fitting))).state).toBe('open');
        expect(first!.party).toBe(hill);
    });
});
