import { beforeEach, describe, expect, test } from 'vitest';
import { alone, Beginnings, withOthers } from '../../../tests/support/beginnings.ts';
import { rounds } from '../../../tests/support/furtherDevices.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { isZero } from '../bytes.ts';
import { RelayRefused } from '../connection/relayRefused.ts';
import { FoundingDirectory } from '../founding/foundingDirectory.ts';
import { checkAdmission } from '../trust/admissionRules.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { formatClosingKey } from '../wire/closingKey.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { NewDialogue } from './founder.ts';

let world: Beginnings;

beforeEach(() => {
    world = new Beginnings();
});

const stages = (...devices: readonly WebDevice[]) => devices.map(({ session }) => session.device.stage);

describe('a sole founder', () => {
    test('is in as soon as the relay has opened the dialogue, and mints for a person and a channel', async () => {
        const ingrid = await world.begin(alone);
        expect(ingrid.session.device).toMatchObject({ stage: 'admitted', beginPass: undefined, plan: undefined });
        const { charters, admission } = ingrid.session;
        expect(charters!.head).toMatchObject({ title: 'Water talks', quorum: SignatureRules.solo, parties: alone.parties });
        expect(await checkAdmission(admission!, charters!, world.hour)).toBe('none');
        const ana = await world.admit(ingrid, 'Ana');
        expect(stages(ana)).toEqual(['admitted']);
        const people = await ingrid.admissions.forNew({ kind: 'plenary' }, undefined);
        expect(people.map(({ name }) => name)).toEqual(['Ana']);
        await ingrid.channels.create({ title: 'All', kind: 'plenary' }, people);
        await rounds(ingrid, ana);
        expect((await ana.channel('All')).title).toBe('All');
    });

    test('reads the closing key, and who was admitted reads none', async () => {
        const ingrid = await world.begin(alone);
        const ana = await world.admit(ingrid, 'Ana');
        const [opener, other] = [ingrid, ana].map(({ session }) => new FoundingDirectory(session, () => undefined));
        const key = ingrid.session.device.management!.closingKey;
        expect(await opener!.closingKey()).toBe(formatClosingKey(key));
        await expect(other!.closingKey()).rejects.toMatchObject({ problem: 'not-found' });
    });

    test.each([['CreateDialogue'], ['MintPasses'], ['CreateMailbox']] as const)(
        'whose line is cut after %s goes on where it was',
        async (lost) => {
            const ingrid = await world.draw(alone);
            world.relay.lost = lost;
            await expect(ingrid.round()).rejects.toMatchObject({ reason: 'cut' });
            expect(stages(ingrid)).toEqual(['founding']);
            await ingrid.round();
            expect(stages(ingrid)).toEqual(['admitted']);
        },
    );

    test('keeps no key in memory once it is locked', async () => {
        const ingrid = await world.draw(alone);
        const { management, beginPass } = ingrid.session.device;
        const secrets = [management!.seed, management!.closingKey, beginPass!];
        expect(secrets.some((secret) => isZero(secret))).toBe(false);
        ingrid.session.wipe();
        expect(secrets.every((secret) => isZero(secret))).toBe(true);
    });

    test('does nothing else on a connection that knows the management key, and ends it', async () => {
        const ingrid = await world.begin(alone);
        const { connections } = world.relay;
        const managed = connections.filter(({ calls }) => calls.some((name) => name === 'CreateDialogue' || name === 'MintPasses'));
        expect(managed.map(({ calls, isClosed }) => [calls, isClosed])).toEqual([
            [['CreateDialogue'], true],
            [['MintPasses'], true],
            [['MintPasses'], true],
        ]);
        const others = connections.filter((one) => !managed.includes(one));
        expect(others.flatMap(({ calls }) => calls)).toContain('CreateMailbox');
        expect(others.some(({ isClosed }) => isClosed)).toBe(false);
        expect(ingrid.session.relay.isCut).toBe(false);
    });
});

test('A05: a Begin link that was used opens no second dialogue', async () => {
    const link = world.relay.beginLink();
    const [ingrid, mallory] = [await world.draw(alone, 'Ingrid', link), await world.draw(alone, 'Mallory', link)];
    await ingrid.round();
    const refused = await mallory.round().catch((failure: unknown) => failure);
    expect(refused).toBeInstanceOf(RelayRefused);
    expect(refused).toMatchObject({ code: RelayCode.passSpent });
    await mallory.round();
    expect(stages(ingrid, mallory)).toEqual(['admitted', 'in-doubt']);
});

describe('a dialogue that cannot be is not drawn', () => {
    const wrong: readonly (readonly [string, Partial<NewDialogue>, string])[] = [
        ['rules that nobody knows', { rules: 'majority' }, 'draft-rule'],
        ['fewer sides than the rules need', { parties: withOthers.parties.slice(1) }, 'draft-rule'],
        ['no side', { parties: [], rules: 'two-of-three' }, 'draft-side'],
        ['two sides of one code', { parties: [...withOthers.parties, { code: 'HILL', title: 'Other' }] }, 'draft-side'],
        ['a code that is none', { parties: [...withOthers.parties, { code: 'h/1', title: 'Other' }] }, 'draft-side'],
        ['a side that is not there', { party: 'lake' }, 'draft-side'],
        ['roles beside solo', { rules: 'solo' }, 'draft-officer'],
        ['a side beside solo', { rules: 'solo', roles: [], party: 'hill' }, 'draft-officer'],
        ['no title', { title: ' ' }, 'draft-text'],
        ['a title of two lines', { title: 'Water\ntalks' }, 'draft-text'],
        ['a title of a side too long', { parties: [...alone.parties, { code: 'lake', title: 'x'.repeat(65) }] }, 'draft-text'],
    ];

    test.each(wrong)('%s', async (_, change, problem) => {
        await expect(world.draw({ ...withOthers, ...change })).rejects.toMatchObject({ problem });
        expect(stages(await world.begin(withOthers))).toEqual(['gathering']);
    });
});
