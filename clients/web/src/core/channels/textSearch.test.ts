import { beforeAll, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';

let three: Three;

beforeAll(async () => {
    three = await ChannelWorld.three();
    const { lena, marek, channel } = three;
    for (let i = 0; i < 60; i++) await marek.directory.send(channel, `Station ${i}`);
    for (const text of ['القِياس المُشترك', 'Mesure commune à l’été', 'The joint Reading']) await marek.directory.send(channel, text);
    await marek.sync();
    await lena.sync();
});

const found = async (words: string): Promise<readonly string[]> => {
    const { lines } = await three.lena.directory.search(three.channel, words);
    return lines.map(({ content }) => (content.type === 'text' ? content.text : ''));
};

test.each([
    ['reading', 'The joint Reading'],
    ['à l’ete', 'Mesure commune à l’été'],
    ['القياس', 'القِياس المُشترك'],
    [' Station 7 ', 'Station 7'],
])('%s finds what was said, however it was written', async (words, text) => {
    expect(await found(words)).toEqual([text]);
    expect(await found(`${words}~`)).toEqual([]);
});

test('the newest come first, and it says when there are more', async () => {
    const { lines, more } = await three.lena.directory.search(three.channel, 'station');
    expect([lines.length, more, (await found('station'))[0]]).toEqual([50, true, 'Station 59']);
    expect(await found('   ')).toEqual([]);
});

test('nothing is found that another channel holds', async () => {
    const { world, lena, channel } = three;
    const second = await world.plenary(lena, 'Water');
    await lena.say(second, 'a word of its own');
    expect((await lena.directory.search(second, 'its own')).lines).toHaveLength(1);
    expect((await lena.directory.search(channel, 'its own')).lines).toEqual([]);
});
