import { beforeEach, describe, expect, test } from 'vitest';
import { asPlanned, Beginnings, withOthers } from '../../../tests/support/beginnings.ts';
import { rounds } from '../../../tests/support/furtherDevices.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { hill, key, opaque, seed } from '../../../tests/world.ts';
import type { CharterDraft } from '../amendments/charterDraft.ts';
import { encodeSigned, idOfSigned, signObject } from '../cbor/signedCodec.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import { bucket } from '../sync/bucket.ts';
import { foundingLinkCodec, parseFoundingLink } from '../trust/foundingLink.ts';
import { foundingRequestCodec, type FoundingRequest } from '../trust/foundingRequest.ts';
import { LetterKind } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { hoursAfter } from '../trust/unixHour.ts';

let world: Beginnings;

beforeEach(() => {
    world = new Beginnings();
});

const stages = (...devices: readonly WebDevice[]) => devices.map(({ session }) => session.device.stage);
const nameAndDoubt = async (first: WebDevice) => (await first.desks.founding.founders()).map(({ name, inDoubt }) => [name, inDoubt]);

describe('three found', () => {
    test('by 1+1+1: all are in when the last one has signed, and the organizers can invite', async () => {
        const ingrid = await world.begin(withOthers);
        const orla = await world.organizer(ingrid, 'Orla', 'hill');
        const otto = await world.organizer(ingrid, 'Otto', 'coast');
        expect(await ingrid.desks.founding.founders()).toMatchObject([
            { name: 'Ingrid', party: undefined, roles: ['facilitator'], isSelf: true },
            { name: 'Orla', party: 'hill', roles: ['organizer'], isSelf: false },
            { name: 'Otto', party: 'coast', roles: ['organizer'], isSelf: false },
        ]);
        expect(ingrid.news).toContainEqual({ news: 'founders', founders: await ingrid.desks.founding.founders() });
        await world.sign(ingrid, orla, otto);
        expect(stages(ingrid, orla, otto)).toEqual(['admitted', 'admitted', 'admitted']);
        const heads = [ingrid, orla, otto].map(({ session }) => session.charters!);
        expect(new Set(heads.map(({ headId }) => headId)).size).toBe(1);
        expect(heads[0]!.head).toMatchObject({
            admissionRule: SignatureRules.organizerOfEachPartyAndFacilitator,
            deviceRule: SignatureRules.twoWhoKnowThePerson,
            quorum: SignatureRules.organizerOfEachPartyAndFacilitator,
        });
        expect(ingrid.session.device).toMatchObject({ plan: undefined, foundingAnswer: undefined });
        for (const name of [bucket.founders, bucket.foundingLinks]) expect(await ingrid.store.list(name)).toEqual([]);
        const { link } = await orla.admissions.invite({ role: 'participant', party: 'hill' }, 24);
        expect(link).toContain('#invite=');
        for (const { alarms } of [ingrid, orla, otto]) expect(alarms).toEqual([]);
    });

    test('by two-of-three, of whom two are then enough', async () => {
        const ingrid = await world.begin({ ...withOthers, rules: 'two-of-three', roles: ['organizer', 'facilitator'], party: 'hill' });
        const orla = await world.organizer(ingrid, 'Orla', 'hill');
        const otto = await world.organizer(ingrid, 'Otto', 'coast');
        await world.sign(ingrid, orla, otto);
        expect(stages(ingrid, orla, otto)).toEqual(['admitted', 'admitted', 'admitted']);
        const { head } = ingrid.session.charters!;
        expect(head).toMatchObject({ quorum: SignatureRules.twoOfficers, deviceRule: SignatureRules.twoOfOfficersAndOwnDevice });
        expect(head.officers[0]).toMatchObject({ party: hill });
    });

    test('A09: one side’s signatures alone put no Charter in force', async () => {
        const ingrid = await world.begin(withOthers);
        const orla = await world.organizer(ingrid, 'Orla', 'hill');
        const otto = await world.organizer(ingrid, 'Otto', 'coast');
        const { paper } = await ingrid.desks.charter.propose(asPlanned);
        await rounds(ingrid, orla, otto);
        await orla.desks.papers.sign(paper as ObjectHash);
        await rounds(ingrid, orla, otto);
        expect(stages(ingrid, orla, otto)).toEqual(['gathering', 'gathering', 'gathering']);
        await expect(ingrid.admissions.invite({ role: 'participant', party: 'hill' }, 24)).rejects.toMatchObject({
            problem: 'not-allowed',
        });
        await otto.desks.papers.sign(paper as ObjectHash);
        await rounds(ingrid, orla, otto);
        expect(stages(ingrid, orla, otto)).toEqual(['admitted', 'admitted', 'admitted']);
    });

    test('and fewer than the rules need cannot', async () => {
        const ingrid = await world.begin(withOthers);
        const orla = await world.organizer(ingrid, 'Orla', 'hill');
        await expect(ingrid.desks.charter.propose(asPlanned)).rejects.toMatchObject({ problem: 'not-ready' });
        const second = await world.organizer(ingrid, 'Olga', 'hill');
        await expect(ingrid.desks.charter.propose(asPlanned)).rejects.toMatchObject({ problem: 'draft-unworkable' });
        const otto = await world.organizer(ingrid, 'Otto', 'coast');
        await world.sign(ingrid, orla, second, otto);
        expect(stages(ingrid, orla, second, otto)).toEqual(['admitted', 'admitted', 'admitted', 'admitted']);
    });

    test('on a draft whose rules they chose, and never with other officers or another title than the links named', async () => {
        const ingrid = await world.begin(withOthers);
        const orla = await world.organizer(ingrid, 'Orla', 'hill');
        const otto = await world.organizer(ingrid, 'Otto', 'coast');
        const planned = JSON.parse(await ingrid.desks.charter.draft()) as CharterDraft;
        const propose = (change: Partial<CharterDraft>, without: readonly string[] = []) =>
            ingrid.desks.charter.propose({ draft: JSON.stringify({ ...planned, ...change }), without, note: '' });
        const officers = planned.officers.map((one) => (one.name === 'Orla' ? { ...one, roles: ['organizer', 'facilitator'] } : one));
        const solo = { threshold: 1, requirements: [{ who: 'anybody', count: 4, roles: [] }] };
        const wrong: readonly (readonly [Partial<CharterDraft>, string])[] = [
            [{ title: 'Roads' }, 'draft-text'],
            [{ officers }, 'draft-officer'],
            [{ officers: planned.officers.slice(0, 2) }, 'draft-unworkable'],
            [{ officers: planned.officers.slice(0, 2), admissionRule: planned.deviceRule, quorum: planned.deviceRule }, 'draft-unworkable'],
            [{ quorum: solo } as never, 'draft-unworkable'],
        ];
        for (const [change, problem] of wrong) await expect(propose(change)).rejects.toMatchObject({ problem });
        await expect(propose({}, ['Orla'])).rejects.toMatchObject({ problem: 'draft-without' });
        const { paper } = await propose({ retentionDays: 3 });
        await expect(propose({})).rejects.toMatchObject({ problem: 'other-version-signed' });
        await rounds(ingrid, orla, otto);
        for (const device of [orla, otto]) await device.desks.papers.sign(paper as ObjectHash);
        await rounds(ingrid, orla, otto);
        expect(ingrid.session.charters!.head.retentionDays).toBe(3);
    });
});

test('A05: a founding link that two devices answered founds with neither', async () => {
    const ingrid = await world.begin(withOthers);
    const otto = await world.organizer(ingrid, 'Otto', 'coast');
    const { link } = await ingrid.desks.founding.invite(['organizer'], 'hill', 24);
    const thief = await world.answer('Orla', link);
    const orla = await world.answer('Orla', link);
    await ingrid.round();
    expect(stages(thief, orla)).toEqual(['gathering', 'in-doubt']);
    expect(ingrid.alarms).toEqual(['link-in-doubt']);
    expect(await nameAndDoubt(ingrid)).toEqual([
        ['Ingrid', false],
        ['Otto', false],
        ['Orla', true],
        ['Orla', true],
    ]);
    await expect(ingrid.desks.charter.propose(asPlanned)).rejects.toMatchObject({ problem: 'link-in-doubt' });
    for (const { id, inDoubt } of await ingrid.desks.founding.founders()) if (inDoubt) await ingrid.desks.founding.drop(id);
    await rounds(ingrid, thief);
    expect(stages(thief)).toEqual(['declined']);
    const honest = await world.organizer(ingrid, 'Orla', 'hill');
    await world.sign(ingrid, otto, honest);
    expect(stages(ingrid, otto, honest, thief)).toEqual(['admitted', 'admitted', 'admitted', 'declined']);
});

test('two founders of one name are told apart before anything is proposed', async () => {
    const ingrid = await world.begin(withOthers);
    const orla = await world.organizer(ingrid, 'Orla', 'hill');
    const twin = await world.organizer(ingrid, 'orla', 'coast');
    await expect(ingrid.desks.charter.propose(asPlanned)).rejects.toMatchObject({ problem: 'name-looks-alike' });
    await ingrid.desks.founding.drop((await ingrid.desks.founding.founders()).at(-1)!.id);
    const otto = await world.organizer(ingrid, 'Otto', 'coast');
    await world.sign(ingrid, orla, otto);
    expect(stages(ingrid, orla, otto, twin)).toEqual(['admitted', 'admitted', 'admitted', 'gathering']);
});

describe('A04: a founder’s key is taken from its device only, on the link that was made for it', () => {
    let ingrid: WebDevice;
    let link: string;
    let honest: FoundingRequest;

    beforeEach(async () => {
        ingrid = await world.begin(withOthers);
        ({ link } = await ingrid.desks.founding.invite(['organizer'], 'hill', 24));
        const body = await parseFoundingLink(link);
        const id = idOfSigned(foundingLinkCodec, { body });
        honest = {
            link: id,
            device: key(5),
            card: { ...cardOf(ingrid.session.device.mailbox), mailbox: opaque(5, 16) },
            secret: body.secret,
            name: 'Orla',
            hour: world.hour,
        };
    });

    /** Somebody's letter with a request that some key signed and that was then changed. */
    const send = async (from: WebDevice, request: FoundingRequest, signer = 5, change: Partial<FoundingRequest> = {}) => {
        const signed = await signObject(foundingRequestCodec, request, seed(signer));
        const bytes = encodeSigned(foundingRequestCodec, { ...signed, body: { ...request, ...change } });
        const to = cardOf(ingrid.session.device.mailbox);
        await from.store.write((writer) => from.session.letters.write(writer, LetterKind.foundingRequest, to, bytes));
        await from.session.letters.dropAll();
        await ingrid.round();
        return (await ingrid.desks.founding.founders()).length - 1;
    };

    /** A device whose key is the one that is to found. */
    const orla = async (signer = 5) => {
        const other = await world.draw(withOthers, 'Orla');
        Object.defineProperty(other.session, 'ownKey', { value: key(signer) });
        Object.defineProperty(other.session.device, 'deviceSeed', { value: seed(signer) });
        return other;
    };

    test('altered under the signature, signed by another, or sent by another', async () => {
        const from = await orla();
        expect(await send(from, honest, 5, { name: 'Olga' })).toBe(0);
        expect(await send(from, honest, 5, { card: { ...honest.card!, dropToken: new Uint8Array(32) } })).toBe(0);
        expect(await send(from, honest, 6)).toBe(0);
        expect(await send(await orla(6), honest)).toBe(0);
        expect(await send(from, honest)).toBe(1);
        expect(await send(from, honest)).toBe(1);
        expect(await nameAndDoubt(ingrid)).toEqual([
            ['Ingrid', false],
            ['Orla', false],
        ]);
    });

    test('A06: on no link, another link, or one that has expired', async () => {
        const from = await orla();
        const other = await parseFoundingLink((await ingrid.desks.founding.invite(['organizer'], 'coast', 24)).link);
        expect(await send(from, { ...honest, secret: new Uint8Array(32) })).toBe(0);
        expect(await send(from, { ...honest, link: idOfSigned(foundingLinkCodec, { body: other }) })).toBe(0);
        expect(await send(from, { ...honest, hour: hoursAfter(world.hour, 24) })).toBe(0);
        world.wait(48);
        expect(await send(from, honest)).toBe(0);
        world.wait(-1);
        expect(await send(from, honest)).toBe(1);
    });

    test('A05: answered twice where the relay gave both a mailbox, or by one who was given none, is in doubt', async () => {
        const { link: other } = await ingrid.desks.founding.invite(['organizer'], 'coast', 24);
        const body = await parseFoundingLink(other);
        const late = { ...honest, link: idOfSigned(foundingLinkCodec, { body }), secret: body.secret, device: key(7), name: 'Otto' };
        await send(await orla(), honest);
        expect(await nameAndDoubt(ingrid)).toContainEqual(['Orla', false]);
        await send(await orla(6), { ...honest, device: key(6), name: 'Olga' }, 6);
        await send(await orla(7), { ...late, card: undefined }, 7);
        expect(await nameAndDoubt(ingrid)).toEqual([
            ['Ingrid', false],
            ['Orla', true],
            ['Olga', true],
            ['Otto', true],
        ]);
        expect(ingrid.alarms).toEqual(['link-in-doubt', 'link-in-doubt']);
    });

    test('one device answers one link', async () => {
        const { link: other } = await ingrid.desks.founding.invite(['organizer'], 'coast', 24);
        const body = await parseFoundingLink(other);
        const from = await orla();
        expect(await send(from, honest)).toBe(1);
        expect(await send(from, { ...honest, link: idOfSigned(foundingLinkCodec, { body }), secret: body.secret, name: 'Olga' })).toBe(2);
        await expect(ingrid.desks.charter.propose(asPlanned)).rejects.toMatchObject({ problem: 'link-in-doubt' });
        await ingrid.desks.founding.drop((await ingrid.desks.founding.founders()).at(-1)!.id);
        await expect(ingrid.desks.charter.propose(asPlanned)).rejects.toMatchObject({ problem: 'not-ready' });
    });

    test('the own key is no other founder’s', async () => {
        const own = ingrid.session.ownKey;
        const request = { ...honest, device: own };
        const bytes = encodeSigned(foundingRequestCodec, await signObject(foundingRequestCodec, request, ingrid.session.device.deviceSeed));
        const to = cardOf(ingrid.session.device.mailbox);
        await ingrid.store.write((writer) => ingrid.session.letters.write(writer, LetterKind.foundingRequest, to, bytes));
        await ingrid.session.letters.dropAll();
        await ingrid.round();
        expect(await nameAndDoubt(ingrid)).toEqual([['Ingrid', false]]);
        expect(await send(await orla(), honest)).toBe(1);
    });
});

test('links for founders are made by who opened the dialogue only, to a side of it, for a while', async () => {
    const ingrid = await world.begin(withOthers);
    const orla = await world.organizer(ingrid, 'Orla', 'hill');
    const { founding } = ingrid.desks;
    await expect(orla.desks.founding.invite(['organizer'], 'coast', 24)).rejects.toMatchObject({ problem: 'not-allowed' });
    await expect(orla.desks.founding.founders()).rejects.toMatchObject({ problem: 'not-allowed' });
    for (const party of ['lake', 'no side!'])
        await expect(founding.invite(['organizer'], party, 24)).rejects.toMatchObject({ problem: 'not-found' });
    for (const hours of [0, 60 * 24 + 1, Number.NaN])
        await expect(founding.invite(['organizer'], 'coast', hours)).rejects.toMatchObject({ problem: 'bad-time' });
    await expect(founding.invite([], 'coast', 24)).rejects.toMatchObject({ problem: 'draft-officer' });
    await expect(founding.drop('00')).rejects.toMatchObject({ problem: 'not-found' });
    expect((await founding.invite(['organizer'], 'coast', 24)).link).toContain('#found=');
});
