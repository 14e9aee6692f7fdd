import { beforeEach, expect, test } from 'vitest';
import { alone, Beginnings, withOthers } from '../../../tests/support/beginnings.ts';
import { rounds } from '../../../tests/support/furtherDevices.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { putPerson } from '../admissions/peopleDirectory.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { bucket } from '../sync/bucket.ts';
import { LetterKind } from '../trust/letter.ts';
import { passRequestCodec } from '../trust/passRequest.ts';
import { PassKind } from '../wire/passKind.ts';
import { cardOf } from './mailboxMaker.ts';
import { passStock } from './passStock.ts';

let world: Beginnings;
/** The device that opened the dialogue and mints. */
let ingrid: WebDevice;
/** An organizer. */
let orla: WebDevice;
/** An organizer who is facilitator too. */
let otto: WebDevice;

const stock = async ({ store }: WebDevice) => Promise.all([PassKind.mailbox, PassKind.channel].map((kind) => passStock.count(store, kind)));

async function empty(device: WebDevice): Promise<void> {
    await device.store.write((writer) => {
        writer.clear(bucket.passes);
    });
}

/** A request for passes, as no honest program of that device would send it. */
async function request(from: WebDevice, to: WebDevice, mailboxes: number, channels: number): Promise<void> {
    const body = encodeObject(passRequestCodec, { mailboxes, channels });
    const card = cardOf(to.session.device.mailbox);
    await from.store.write((writer) => from.session.letters.write(writer, LetterKind.passRequest, card, body));
    await rounds(from, to, from);
}

beforeEach(async () => {
    world = new Beginnings();
    ingrid = await world.begin(withOthers);
    orla = await world.organizer(ingrid, 'Orla', 'hill');
    otto = await world.organizer(ingrid, 'Otto', 'coast', ['organizer', 'facilitator']);
});

test('each gets what the roles are for once all have signed, and the relay takes it', async () => {
    await world.sign(ingrid, orla, otto);
    expect([await stock(ingrid), await stock(orla), await stock(otto)]).toEqual([
        [4, 0],
        [16, 0],
        [16, 16],
    ]);
    const ana = await world.ask(orla, 'Ana');
    expect(ana.session.device.stage).toBe('asked');
    await otto.channels.create({ title: 'All', kind: 'plenary' }, []);
    await otto.round();
    expect((await otto.channel('All')).state).toBe('open');
    for (const { alarms } of [ingrid, orla, otto]) expect(alarms).toEqual([]);
});

test('whoever runs low asks and is given more', async () => {
    await world.sign(ingrid, orla, otto);
    await empty(otto);
    world.wait(12);
    await rounds(otto, ingrid, otto);
    expect(await stock(otto)).toEqual([16, 16]);
});

test('nobody gets more than 64 on a day', async () => {
    await world.sign(ingrid, orla, otto);
    for (const expected of [16, 16, 16, 0]) {
        await empty(orla);
        await request(orla, ingrid, 16, 16);
        expect(await stock(orla)).toEqual([expected, 0]);
    }
    world.wait(24);
    await request(orla, ingrid, 16, 16);
    expect((await stock(orla))[0]).toBeGreaterThanOrEqual(16);
});

test('who is not admitted, or no longer, gets none', async () => {
    await world.sign(ingrid, orla, otto);
    await empty(orla);
    const stranger = await world.begin(alone, 'Mallory');
    await request(stranger, ingrid, 16, 16);
    await request(await world.begin(withOthers, 'Nobody'), ingrid, 16, 16);
    const spare = await stock(stranger);
    world.wait(401 * 24);
    await request(orla, ingrid, 16, 0);
    expect(await stock(orla)).toEqual([0, 0]);
    world.wait(-401 * 24);
    await request(orla, ingrid, 16, 0);
    expect(await stock(orla)).toEqual([16, 0]);
    expect(await stock(stranger)).toEqual(spare);
});

test('who is admitted, and no officer and no facilitator, gets none but the one that came with the admission', async () => {
    const lena = await world.begin(alone, 'Lena');
    const ana = await world.admit(lena, 'Ana');
    await request(ana, lena, 16, 16);
    expect(await stock(ana)).toEqual([1, 0]);
    await world.sign(ingrid, orla, otto);
    expect(await stock(orla)).toEqual([16, 0]);
});

test('a device that did not open the dialogue mints nothing', async () => {
    await world.sign(ingrid, orla, otto);
    const before = world.relay.quota;
    await empty(orla);
    await request(orla, otto, 16, 0);
    expect([await stock(orla), world.relay.quota]).toEqual([[0, 0], before]);
    await request(orla, ingrid, 16, 0);
    expect([await stock(orla), world.relay.quota]).toEqual([[16, 0], before - 16]);
});

test('a line that is cut while they are minted makes them once', async () => {
    await world.sign(ingrid, orla, otto);
    const before = world.relay.quota;
    await empty(orla);
    world.relay.lost = 'MintPasses';
    await expect(request(orla, ingrid, 16, 0)).rejects.toMatchObject({ reason: 'cut' });
    expect(world.relay.quota).toBe(before - 16);
    await rounds(ingrid, orla);
    expect([await stock(orla), world.relay.quota]).toEqual([[16, 0], before - 16]);
});

test('a dialogue that has no more at the relay says so, and everything else goes on', async () => {
    await world.sign(ingrid, orla, otto);
    await empty(orla);
    world.relay.quota = 8;
    await request(orla, ingrid, 16, 0);
    expect([ingrid.alarms, await stock(orla)]).toEqual([['relay-full'], [0, 0]]);
    await expect(world.ask(ingrid, 'Ana')).resolves.toMatchObject({ session: { device: { stage: 'asked' } } });
    await rounds(ingrid, orla);
    expect(ingrid.alarms).toEqual(['relay-full']);
    world.relay.quota = 100;
    world.wait(1);
    await rounds(ingrid, orla);
    expect(await stock(orla)).toEqual([16, 0]);
});

test('a mailbox that is none keeps nobody else from theirs', async () => {
    await world.sign(ingrid, orla, otto);
    await empty(orla);
    const { admission, ownKey } = otto.session;
    await ingrid.store.write(async (writer) => {
        writer.clear(bucket.people);
        for (const name of [bucket.passSupplies, bucket.contacts]) writer.clear(name);
        await putPerson(writer, admission!, {
            device: ownKey,
            card: { ...cardOf(otto.session.device.mailbox), hpkeKey: opaqueOf(new Uint8Array(32)) },
            name: 'Otto',
        });
        await putPerson(writer, orla.session.admission!, {
            device: orla.session.ownKey,
            card: cardOf(orla.session.device.mailbox),
            name: 'Orla',
        });
    });
    await rounds(ingrid, orla);
    expect(await stock(orla)).toEqual([16, 0]);
    expect(await ingrid.store.list(bucket.passOrders)).toEqual([]);
});
