import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';
import type { LineView } from './views.ts';

const idOfLine = ({ id }: LineView) => id as MessageId;
const answersOf = (line: LineView | undefined) => (line?.content.type === 'text' ? line.content.answers : undefined);

test('an answer names the message, and each device shows its own copy of it', async () => {
    const { marek, dalia, channel } = await ChannelWorld.three();
    const asked = await marek.say(channel, 'Shall we meet?');
    await dalia.sync();
    const waiting = await dalia.directory.send(channel, 'Yes', idOfLine(asked));
    expect(answersOf(waiting)).toMatchObject({ id: asked.id, from: 'Marek', own: false, text: 'Shall we meet?' });
    await dalia.sync();
    await marek.sync();
    const line = (await marek.lines(channel)).at(-1);
    expect(line).toMatchObject({ id: waiting.id, from: 'Dalia', content: { text: 'Yes' } });
    expect(answersOf(line)).toMatchObject({ id: asked.id, own: true, party: { code: 'H' }, text: 'Shall we meet?' });
    expect(answersOf(line)?.number).toBeGreaterThan(0);
});

test('C8: nothing of another channel can be answered, and whoever does it all the same shows nobody its words', async () => {
    const { world, lena, marek, channel } = await ChannelWorld.three();
    const second = await world.plenary(lena, 'Water');
    await marek.putPackages();
    await lena.directory.add(second, [marek.candidate]);
    await marek.receive();
    const elsewhere = await marek.say(second, 'only for those of the water');
    const here = await marek.say(channel, 'for all');
    await lena.sync();

    await expect(lena.directory.send(channel, 'x', idOfLine(elsewhere))).rejects.toMatchObject({ problem: 'not-found' });
    await expect(lena.directory.keepDraft(channel, { text: 'x', replyTo: idOfLine(elsewhere) })).rejects.toMatchObject({
        problem: 'not-found',
    });
    await expect(lena.directory.send(channel, 'x', drawId<MessageId>())).rejects.toMatchObject({ problem: 'not-found' });
    expect(answersOf(await lena.directory.send(channel, 'x', idOfLine(here)))).toMatchObject({ text: 'for all' });

    // A device that does not ask whether the message is here.
    await marek.directory.work(channel, async (open, sync, session) => {
        const words = { type: 'text', text: 'look', regime: undefined, keepUntil: undefined } as const;
        await open.outbox.enqueue({ type: 'reply', to: idOfLine(elsewhere), words }, session.now());
        await open.save();
        await sync.run();
    });
    await lena.sync();
    const line = (await lena.lines(channel)).find(({ content }) => content.type === 'text' && content.text === 'look');
    expect(answersOf(line)).toEqual({ id: elsewhere.id, number: 0, from: '', party: undefined, own: false, text: '' });
    expect(await lena.words(second)).toEqual(['Marek: only for those of the water']);
});

test('a long message stands beside its answer with its beginning only', async () => {
    const { marek, channel } = await ChannelWorld.three();
    const long = await marek.say(channel, '𐐷'.repeat(500));
    const text = answersOf(await marek.directory.send(channel, 'y', idOfLine(long)))?.text;
    expect(text).toBe(`${'𐐷'.repeat(160)}…`);
});
