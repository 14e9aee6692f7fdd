import { bytesOf } from '../../src/core/cbor/opaque.ts';
import { drawEntry, outboxEntryRecord } from '../../src/core/channels/outboxEntry.ts';
import type { ContentBody } from '../../src/core/content/contentBody.ts';
import { bucket } from '../../src/core/sync/bucket.ts';
import type { ChannelId } from '../../src/core/wire/opaqueId.ts';
import type { TestDevice } from './testDevice.ts';

/** A device's program begins again with acts in its outbox that it never asked any rule about, and posts them. */
export async function post(device: TestDevice, channel: ChannelId, ...bodies: readonly ContentBody[]): Promise<void> {
    await device.store.write((writer) => {
        bodies.forEach((body, i) => {
            outboxEntryRecord.put(writer, bucket.outbox(bytesOf(channel)), 1000 + i, drawEntry(body, device.now()));
        });
    });
    device.restart();
    await device.sync();
}
