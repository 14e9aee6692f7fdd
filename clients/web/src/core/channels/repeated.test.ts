import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { storedGroup } from '../../../tests/support/rogue.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { toApplicationData } from '../content/contentMessage.ts';
import { textOfTyped } from '../content/textContent.ts';
import type { PostRequest } from '../wire/channels.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';
import { RelayCode } from '../wire/relayCode.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

/** A relay that calls so many posts stale: it keeps the bytes, stored or not. The posts as they came. */
function callStale(count: number, storesThem: boolean): PostRequest[] {
    const { marek } = three;
    const posts: PostRequest[] = [];
    marek.interference.before = (name, request) => {
        if (name === 'Post') posts.push(request as PostRequest);
    };
    marek.interference.after = (name, _, reply) => {
        if (name !== 'Post' || posts.length > count) return undefined;
        if (!storesThem) three.world.relay.channel(three.channel).items.pop();
        return { ...(reply as object), code: RelayCode.staleEpoch };
    };
    return posts;
}

test('what the relay falsely calls stale is posted again as it was, so that there is nothing to show twice', async () => {
    const { world, lena, marek, dalia, channel } = three;
    const log = world.relay.channel(channel);
    const { digest } = log;
    const posts = callStale(1, false);
    const restore = marek.interference.after!;
    marek.interference.after = (...call) => {
        const lie = restore(...call);
        if (lie !== undefined) log.digest = digest;
        return lie;
    };
    await marek.say(channel, 'yes');
    expect(posts).toHaveLength(2);
    expect(posts[1]).toEqual(posts[0]);

    log.append(posts[0]!.message, posts[0]!.kind, posts[0]!.bytes);
    for (const device of [lena, marek, dalia]) await device.sync();
    for (const device of [lena, marek, dalia]) {
        expect(await device.words(channel)).toEqual(['Marek: yes']);
        expect(await device.told(channel)).toContain('repeated');
    }
});

test('what the relay stored and calls stale is taken as it comes back', async () => {
    const { lena, marek, channel, log } = three;
    const posts = callStale(1, true);
    const line = await marek.say(channel, 'yes');
    expect(posts).toHaveLength(1);
    expect(log().filter((item) => item.message === line.id)).toHaveLength(1);
    await lena.sync();
    for (const device of [lena, marek]) expect(await device.words(channel)).toEqual(['Marek: yes']);
    expect(marek.alarms).toEqual([]);
});

test('a relay that calls everything stale is told of, and not asked for ever', async () => {
    const { marek, channel } = three;
    const posts = callStale(Infinity, true);
    marek.interference.after = (name, _, reply) => (name === 'Post' ? { ...(reply as object), code: RelayCode.staleEpoch } : undefined);
    marek.interference.before = (name, request) => {
        if (name !== 'Post') return;
        posts.push(request as PostRequest);
        // It never stores them.
        (request as { epoch: bigint }).epoch += 100n;
    };
    await marek.say(channel, 'yes');
    expect(marek.alarms).toEqual(['relay-keeps-back']);
    expect(posts.length).toBeLessThan(10);
});

/** Marek's words, sealed once for each id, as items in the log. */
async function sealed(ids: readonly MessageId[]): Promise<void> {
    const { world, marek, channel } = three;
    const log = world.relay.channel(channel);
    const group = await storedGroup(marek, channel);
    const seen = { number: BigInt(log.items.length), digest: opaqueOf(log.digest) };
    for (const id of ids) {
        const data = toApplicationData({ id, sentAt: Math.floor(world.now / 1000), seen, body: textOfTyped('yes') });
        log.append(id, ItemKind.talk, await group.protect(data, new Uint8Array(), 0));
    }
}

test('a message that was sealed twice is shown once, with a notice; the same words under two ids are shown twice', async () => {
    const { lena, dalia, channel } = three;
    const [first, second] = [drawId<MessageId>(), drawId<MessageId>()];
    await sealed([first, first, second]);
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: yes', 'Marek: yes']);
    expect((await lena.lines(channel)).flatMap(({ id, content }) => (content.type === 'text' ? [id] : []))).toEqual([first, second]);
    expect(await lena.told(channel)).toContain('repeated');
    await lena.say(channel, 'on');
    await dalia.sync();
    expect(await dalia.words(channel)).toEqual(['Marek: yes', 'Marek: yes', 'Lena: on']);
    expect([...lena.alarms, ...dalia.alarms]).toEqual([]);
});

test('a repetition is known after the first was stored', async () => {
    const { lena, marek, channel } = three;
    const line = await marek.say(channel, 'yes');
    await lena.sync();
    lena.restart();
    await sealed([line.id as MessageId]);
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: yes']);
    expect(await lena.told(channel)).toContain('repeated');
});
