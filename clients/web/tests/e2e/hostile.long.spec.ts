import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileTalk } from './hostileTalk.ts';
import { Stage } from './stage.ts';

const stage = new Stage();
const plenary = 'Everybody';
const titles = [plenary, 'Ghosts', 'Charters', 'Withheld', 'Altered'];

let talk: HostileTalk;

beforeAll(async () => {
    talk = await HostileTalk.start(stage);
    expect(await talk.scene.ask('open', ...titles)).toBe(titles.length);
});

afterAll(async () => {
    await stage.end();
    console.log(`measured: a browser behind a hostile relay: ${talk.attacks} attacks, the relay did ${talk.acts} hostile acts`);
    expect(talk.attacks).toBe(6);
    expect(talk.acts).toBeGreaterThanOrEqual(3);
});

describe('Behind a hostile relay', () => {
    it('A05: the true link lets a browser ask and be admitted', async () => {
        await talk.admit();
    });

    it('A02 A04: a package that the relay swapped brings nobody in, her own does', async () => {
        await talk.scene.ask('swap', 'Leyla');
        const { added, told } = await talk.add(plenary);
        expect(added).toBe(false);
        expect(told.join()).toContain('a key package for Leyla');
        await talk.honest();
        talk.attacks++;
        await talk.enter(plenary);
        await talk.talk(plenary);
    });

    it('B13: a Welcome into a twin of the channel is refused, and she is told', async () => {
        await talk.scene.ask('twin', 'Leyla', plenary);
        await talk.alarmed('bad-welcome');
        await talk.honest(0);
        expect(await talk.leyla.page.locator('[data-channel]', { hasText: plenary }).count()).toBe(1);
        await talk.talk(plenary);
    });

    it('A01 A09: whom a facilitator admitted alone is refused until the change is undone', async () => {
        await talk.enter('Ghosts');
        await talk.talk('Ghosts');
        await talk.scene.ask('ghost', 'Ghosts');
        await talk.alarmed('change-refused');
        expect(await talk.scene.ask('supersede', 'Ghosts')).toBe('open');
        await talk.talk('Ghosts');
    });

    it('A09: an old Charter that is served again makes no retired officer count', async () => {
        await talk.enter('Charters');
        await talk.talk('Charters');
        await talk.scene.ask('old charter', 'Charters');
        await talk.alarmed('change-refused');
        expect(await talk.scene.ask('supersede', 'Charters')).toBe('open');
        await talk.talk('Charters');
    });

    it('B06: messages that are kept back are told, and read when they come', async () => {
        await talk.enter('Withheld');
        await talk.scene.ask('withhold');
        await talk.scene.ask('say', 'Withheld', 'kept back for a while');
        await talk.alarmed('relay-keeps-back');
        await talk.honest();
        await talk.talk('Withheld');
        expect(await talk.heard()).toContain('kept back for a while');
    });

    it('B05: a message that was altered stops the channel, and no other', async () => {
        await talk.enter('Altered');
        await talk.scene.ask('alter');
        await talk.scene.ask('say', 'Altered', 'not what was said');
        await talk.alarmed('different-histories');
        await talk.honest();
        expect(await talk.heard()).not.toContain('not what was said');
        await talk.leyla.enter(plenary);
        await talk.talk(plenary);
    });
});
