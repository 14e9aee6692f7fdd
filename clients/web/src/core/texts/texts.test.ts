import { expect, test } from 'vitest';
import { ChannelWorld, randomBytes } from '../../../tests/support/channelWorld.ts';
import { post } from '../../../tests/support/posting.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { passStock } from '../devices/passStock.ts';
import { PassKind } from '../wire/passKind.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { HomeCards } from './homeCards.ts';
import { itemsIn } from './keptItem.ts';
import { TextDesk } from './textDesk.ts';
import { hashOfText, versionsOf } from './textIntake.ts';

const desk = (device: TestDevice) => new TextDesk(device.directory);
const clauses = ['Both sides read one gauge.', 'Figures are published on Fridays.'];

/** Lena's plenary with Marek and Dalia, of two sides; a caucus and a line of Lena with Marek. */
async function lake() {
    const { world, lena, marek, dalia, channel } = await ChannelWorld.three();
    const places: ChannelId[] = [];
    for (const plan of [
        { title: 'Hill caucus', kind: 'caucus', side: 'H' } as const,
        { title: 'The line', kind: 'private-line' } as const,
    ]) {
        await lena.store.write((writer) =>
            passStock.put(writer, { kind: PassKind.channel, pass: randomBytes(32), closeMark: opaqueOf(randomBytes(32)) }),
        );
        await marek.putPackages();
        places.push((await lena.directory.create(plan, [marek.candidate])).channel);
        await marek.receive();
    }
    const [caucus, line] = places as [ChannelId, ChannelId];
    const sync = async () => {
        for (const one of [lena, marek, dalia, lena, marek]) await one.sync();
    };
    return { world, lena, marek, dalia, channel, caucus, line, sync };
}

test('C9: all read one version, and a bracket only when it was handed over and released, without its author', async () => {
    const { lena, marek, dalia, channel, caucus, line, sync } = await lake();
    await expect(desk(marek).do(channel, { act: 'put', title: 'Water', clauses })).rejects.toMatchObject({ problem: 'not-allowed' });
    await desk(lena).do(channel, { act: 'put', title: 'Water', clauses });
    await sync();
    expect(await desk(dalia).show(channel)).toMatchObject({ version: 1, title: 'Water', clauses, brackets: [] });
    await expect(desk(marek).do(channel, { act: 'bracket', clause: 2, words: '[x]' })).rejects.toMatchObject({ problem: 'not-allowed' });
    await desk(marek).do(caucus, { act: 'bracket', clause: 2, words: 'Figures are [never] published.' });
    await sync();
    const [own] = (await desk(marek).show(caucus))!.brackets;
    expect(own).toMatchObject({ from: 'Marek', party: { code: 'H' }, released: false, version: 1 });
    expect((await desk(marek).show(caucus))!.targets).toEqual([{ id: line, title: 'The line' }]);
    expect((await desk(lena).show(line))!.targets).toMatchObject([{ id: channel }]);
    const early = desk(lena).do(caucus, { act: 'release', number: own!.number, to: channel });
    await expect(early).rejects.toMatchObject({ problem: 'not-allowed' });
    await desk(marek).do(caucus, { act: 'hand', number: own!.number, to: line });
    await sync();
    expect((await desk(dalia).show(channel))!.brackets).toEqual([]);
    const handed = (await desk(lena).show(line))!.brackets.find(({ released }) => !released);
    await desk(lena).do(line, { act: 'release', number: handed!.number, to: channel });
    await sync();

    const shown = (await desk(dalia).show(channel))!;
    expect(shown.brackets).toMatchObject([
        { clause: 2, words: 'Figures are [never] published.', party: { code: 'H' }, from: 'Lena', released: true },
    ]);
    expect(shown.digits).toBe((await desk(marek).show(caucus))!.digits);
    const [author] = (await itemsIn(marek.store, caucus)).map((one) => one.author);
    const atOther = await itemsIn(dalia.store, channel);
    expect((await itemsIn(lena.store, line)).map((one) => one.author)).toEqual([author]);
    expect(JSON.stringify(atOther, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value))).not.toContain(author);
});

test('A15: what others put or release all the same is left out, and of two versions with one predecessor the first holds', async () => {
    const { lena, marek, dalia, channel, sync } = await lake();
    await desk(lena).do(channel, { act: 'put', title: 'Water', clauses });
    await sync();
    const [text] = versionsOf(await itemsIn(dalia.store, channel));
    const [hash, words] = [hashOfText(text!), '[said for others]'];
    await post(marek, channel, { type: 'singleText', number: 2, previous: hash, title: 'Mine', clauses: [{ words }] });
    await post(marek, channel, { type: 'bracketRelease', text: hash, clause: 1, words, side: 'C' as PartyCode });
    await sync();
    expect(versionsOf(await itemsIn(dalia.store, channel))).toHaveLength(1);
    await desk(lena).do(channel, { act: 'put', title: 'Water', clauses: clauses.slice(0, 1) });
    await sync();
    expect(await desk(dalia).show(channel)).toMatchObject({ version: 2, brackets: [] });
});

test('C3: words are cleared by their author only, and a home card has no others', async () => {
    const { world, lena, marek, dalia, channel, caucus, sync } = await lake();
    const said = await dalia.say(channel, 'Metering could be joint');
    await sync();
    const message = said.id as MessageId;
    await expect(desk(marek).clear(channel, message)).rejects.toMatchObject({ problem: 'not-allowed' });
    await post(lena, channel, { type: 'clearance', message });
    await sync();
    const cards = new HomeCards(marek.store, () => world.now);
    await expect(cards.make(marek.directory, channel, [message], 'The aide')).rejects.toMatchObject({ problem: 'not-cleared' });
    expect(await cards.all()).toEqual([]);
    await desk(dalia).clear(channel, message);
    await sync();
    const [card] = await cards.make(marek.directory, channel, [message], 'The aide');
    expect(card).toMatchObject({ for: 'The aide', lines: ['Metering could be joint'] });
    await expect(desk(marek).heard(channel, 'They may')).rejects.toMatchObject({ problem: 'not-allowed' });
    await desk(marek).heard(caucus, 'They may');
    await sync();
    expect((await lena.lines(caucus)).at(-1)?.content).toMatchObject({ text: 'They may', regime: 'closed' });
    expect(await cards.drop(card!.id)).toEqual([]);
});
