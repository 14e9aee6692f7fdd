import type { CDPSession, Page } from 'playwright-core';
import type { Hay } from './needles.ts';

/** The document, its address and what its history keeps. */
export const domOf = async (page: Page): Promise<Hay> => ({
    name: 'the document',
    bytes: Buffer.from(
        await page.evaluate(() => document.documentElement.outerHTML + document.title + location.href + JSON.stringify(history.state)),
    ),
});

/** What the page's own interfaces give of what is stored for it. */
export async function stored(page: Page): Promise<readonly Hay[]> {
    const found = await page.evaluate(async () => {
        const opened = (name: string): Promise<IDBDatabase> =>
            new Promise((done, failed) => {
                const request = indexedDB.open(name);
                request.onsuccess = () => done(request.result);
                request.onerror = () => failed(request.error);
            });
        const all = (store: IDBObjectStore): Promise<readonly unknown[]> =>
            new Promise((done) => (store.getAll().onsuccess = (event) => done((event.target as IDBRequest<unknown[]>).result)));
        const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
        const text = (_: string, value: unknown): unknown =>
            value instanceof Uint8Array
                ? latin(value)
                : value instanceof CryptoKey
                  ? `a key, extractable: ${String(value.extractable)}`
                  : value;
        const databases: string[] = [];
        for (const { name = '' } of await indexedDB.databases()) {
            const database = await opened(name);
            for (const store of database.objectStoreNames) {
                databases.push(`${name}/${store}: ${JSON.stringify(await all(database.transaction(store).objectStore(store)), text)}`);
            }
            database.close();
        }
        return {
            IndexedDB: databases.join('\n'),
            localStorage: JSON.stringify(localStorage),
            sessionStorage: JSON.stringify(sessionStorage),
            cookies: document.cookie,
            caches: (await caches.keys()).join(),
        };
    });
    return Object.entries(found).flatMap(([name, value]) => [
        { name, bytes: Buffer.from(value, 'utf8') },
        { name: `${name}, as bytes`, bytes: Buffer.from(value, 'latin1') },
    ]);
}

/** Everything that the page's own heap holds, after collecting what it let go of. */
export async function heapOf(session: CDPSession): Promise<Hay> {
    const chunks: string[] = [];
    const take = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
    session.on('HeapProfiler.addHeapSnapshotChunk', take);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: false });
    session.off('HeapProfiler.addHeapSnapshotChunk', take);
    const { strings } = JSON.parse(chunks.join('')) as { strings: readonly string[] };
    return { name: 'the heap', bytes: Buffer.from(strings.join('\n')) };
}
