import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileTalk, patience } from './hostileTalk.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
const plenary = 'Everybody';
const caucus = 'Hill people';
const titles = [plenary, 'Entrants', 'Returned', 'Kept back', 'Renewed', 'Reused', 'Removed', 'Undone'];

let talk: HostileTalk;

beforeAll(async () => {
    talk = await HostileTalk.start(stage);
    await talk.scene.ask('record packages');
    expect(await talk.scene.ask('open', ...titles)).toBe(titles.length);
    expect(await talk.scene.ask('open caucus', caucus)).toBe(2);
});

afterAll(async () => {
    await stage.end();
    console.log(`measured: a browser among members who keep no rule: ${talk.attacks} attacks, the relay did ${talk.acts} hostile acts`);
});

/** The rogue brings in somebody who lacks this, Leyla reads that it was refused, and a twin who lacks nothing comes in. */
async function refused(title: string, who: string): Promise<void> {
    const before = (await talk.scene.ask<readonly string[]>('people', title)).length;
    expect(await talk.scene.ask('bring', title, who), who).toBe(true);
    await talk.alarmed('change-refused');
    expect(await talk.scene.ask('set right', title), who).toBe(before + 1);
}

describe('Among members who keep no rule, at a hostile relay', () => {
    it('A05 A06 A14: a link that was used, prolonged or is for a device lets nobody in, and the true one does', async () => {
        const { scene, leyla } = talk;
        for (const [how, problem] of [
            ['prolonged', 'bad-link'],
            ['for a device', 'device-link'],
        ] as const) {
            await leyla.page.goto(await scene.ask('wrong link', how));
            await leyla.page.getByText(leyla.words(`problem.${problem}.what`)).waitFor();
            talk.attacks++;
        }
        const noor = await WebPerson.open(stage, scene, 'Noor', { shape: 'phone', locale: 'en' });
        await scene.ask('spent');
        await noor.arrive(await scene.ask('invite'));
        await noor.ask();
        await noor.sees('wait.inDoubt');
        await talk.honest();
        talk.attacks++;
        await scene.ask('record packages');
        await talk.admit();
        await talk.enter(plenary);
        await talk.talk(plenary);
    });

    it('B03: a message that a member hands in again is shown once, also after a reload and in an old copy', async () => {
        const { scene, leyla } = talk;
        const copy = `${leyla.browser.profile}.copy`;
        await scene.ask('say', plenary, 'said once');
        await expect.poll(() => talk.heard(), patience).toContain('said once');
        await leyla.browser.close();
        cpSync(leyla.browser.profile, copy, { recursive: true });
        await scene.ask('repeat', plenary);
        await leyla.reopen();
        await leyla.returnTo(plenary);
        await talk.told('unreadable');
        await leyla.browser.close();
        rmSync(leyla.browser.profile, { recursive: true });
        cpSync(copy, leyla.browser.profile, { recursive: true });
        await leyla.reopen();
        await leyla.returnTo(plenary);
        await talk.told('unreadable');
        expect((await talk.heard()).filter((text) => text === 'said once')).toHaveLength(1);
        talk.attacks++;
        await talk.talk(plenary);
    });

    it('B03 B06 B07: letters and messages that the relay doubles come once', async () => {
        await talk.scene.ask('double');
        await talk.enter('Returned');
        await talk.talk('Returned');
        await talk.honest();
        const heard = await talk.heard();
        expect(heard).toEqual([...new Set(heard)]);
        talk.attacks++;
    });

    it('A10 A16: a member’s word for a third person changes nothing, and a name that looks like another’s is told of', async () => {
        await talk.leyla.enter(plenary);
        await talk.scene.ask('names', plenary);
        await talk.alarmed('same-name');
        await talk.told('not-valid');
        expect(await talk.leyla.page.getByText('not the founder').count()).toBe(0);
        await talk.talk(plenary);
    });

    it('A04 A07 A09: who lacks a signature, a time, a Charter or the own key is refused, and a twin who lacks nothing comes in', async () => {
        await talk.enter('Entrants');
        expect(await talk.scene.ask('amend', plenary, 'Entrants')).toBe(3);
        await talk.alarmed('charter-changed');
        for (const who of [
            'a facilitator and one side',
            'both sides and no facilitator',
            'a retired officer for one side',
            'all, for another dialogue',
            'all, and expired',
            'all, under the Charter before, and not listed',
            'all, with a leaf that another key certified',
            'all, and cut off',
        ]) {
            await refused('Entrants', who);
        }
        await talk.talk('Entrants');
    });

    it('A08 A09: somebody of the other side is refused in a caucus', async () => {
        await talk.enter(caucus);
        await refused(caucus, 'all, of the other side');
        await talk.talk(caucus);
    });

    it('A09 B13: a Welcome under an older Charter than she knows is refused', async () => {
        await talk.scene.ask('old welcome', 'Leyla', plenary);
        await talk.alarmed('older-charter');
        await talk.alarmed('bad-welcome');
        await talk.honest(0);
        await talk.leyla.enter(plenary);
        await talk.talk(plenary);
    });

    it('B09: a removal that the relay does not show is told of, and a Welcome that it keeps comes later', async () => {
        await talk.scene.ask('keep letters');
        expect((await talk.add('Kept back')).added).toBe(true);
        expect(await talk.scene.ask('people', 'Kept back')).toContain('');
        await talk.honest(0);
        await talk.reconnect();
        await talk.leyla.enter('Kept back');
        await talk.talk('Kept back');
        await talk.scene.ask('keep removals');
        await talk.scene.ask('remove', 'Kept back', 'amal');
        await talk.alarmed('relay-keeps-back');
        await talk.honest();
        await talk.talk('Kept back');
        expect(await talk.scene.ask('people', 'Kept back')).toEqual(['Leyla', 'founder', 'rogue']);
    });

    it('A02 C01 C03: packages for a renewal that are another’s, out of date or used are refused, and the own one is taken', async () => {
        await talk.enter('Renewed');
        await talk.scene.ask('false packages');
        await talk.scene.ask('ask for swap', 'Renewed', 'Leyla');
        for (let i = 0; i < 3; i++) {
            await talk.alarmed('false-package');
            await talk.scene.ask('say', 'Renewed', `${i}`);
        }
        await talk.honest(3);
        await talk.talk('Renewed');
        await talk.leyla.page.getByRole('log').getByText('renewed a device').waitFor();
    });

    it('C01: a package that she used before brings her in nowhere, and a fresh one does', async () => {
        await talk.scene.ask('used package', 'Leyla');
        expect(await talk.add('Reused')).toMatchObject({ added: true });
        await talk.alarmed('bad-welcome');
        await talk.honest();
        await talk.scene.ask('record letters');
        await talk.enter('Removed');
        await talk.talk('Removed');
    });

    it('C10: neither an old Welcome nor a facilitator brings somebody back who was removed', async () => {
        await talk.scene.ask('remove', 'Removed', 'Leyla');
        await talk.alarmed('removed');
        await talk.scene.ask('old letters');
        await talk.reconnect();
        await expect.poll(() => talk.scene.ask<number>('acts'), patience).toBeGreaterThan(0);
        await talk.honest();
        await talk.leyla.enter('Returned');
        await talk.scene.ask('remove', 'Returned', 'amal');
        await talk.scene.ask('bring back', 'Returned', 'amal');
        await talk.alarmed('change-refused');
        expect(await talk.scene.ask('supersede', 'Returned')).toBe('open');
        await talk.talk('Returned');
        // Whatever the old Welcome did would have been done by now.
        expect(talk.leyla.channel('Removed')?.state).toBe('removed');
    });

    it('B11: a steward who undoes a valid change is not followed', async () => {
        await talk.enter('Undone');
        await talk.scene.ask('remove', 'Undone', 'amal');
        await talk.talk('Undone');
        await talk.scene.ask('undo', 'Undone');
        await talk.alarmed('different-histories');
        await talk.leyla.enter(plenary);
        await talk.talk(plenary);
    });

    it('A07: a letter that cuts somebody off without the signatures is refused, and a true one does', async () => {
        await talk.scene.ask('cut', 'Leyla', 'falsely');
        await talk.alarmed('false-cut');
        await talk.leyla.enter(plenary);
        await talk.talk(plenary);
        const before = (await talk.scene.ask<readonly string[]>('people', plenary)).length;
        await talk.scene.ask('cut', 'Leyla', 'truly');
        await talk.alarmed('somebody-cut-off');
        await talk.talk(plenary);
        expect(await talk.scene.ask('people', plenary)).toHaveLength(before - 1);
    });
});
