import type { Question, Told } from './api.ts';
import type { Release } from './release.ts';
import { Shelf } from './shelf.ts';

declare const self: ServiceWorkerGlobalScope;
/** The build puts the list of the release here: build/serviceWorker.mjs. */
declare const __RELEASE__: Release;

// The worker that starts the page without the relay: wires the events of the browser to the releases that are kept. It sees requests of
// the page for files of the page and touches no other.

const shelf = new Shelf(__RELEASE__);

self.addEventListener('install', (event) => {
    event.waitUntil(shelf.fill());
});

self.addEventListener('activate', (event) => {
    event.waitUntil(begin());
});

self.addEventListener('fetch', (event) => {
    const { method, url } = event.request;
    const { origin, pathname } = new URL(url);
    const isFile = pathname === '/' || pathname.startsWith('/assets/') || /^\/[\w-]+\.(?:html|json|webmanifest|png)$/.test(pathname);
    if (method !== 'GET' || origin !== self.location.origin || !isFile) return;
    event.respondWith(shelf.answer(event.request));
});

self.addEventListener('message', (event) => {
    event.waitUntil(answer(event.data as Question, event.source).then((value) => event.ports[0]?.postMessage(value)));
});

self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(show());
});

/** The first release of all is trusted as it came; another waits until a person chooses it. */
async function begin(): Promise<void> {
    if ((await shelf.chosen()) !== undefined) return;
    await shelf.fill();
    await shelf.choose();
    await self.clients.claim();
}

async function answer(question: Question, from: ExtendableMessageEvent['source']): Promise<unknown> {
    switch (question.ask) {
        case 'release':
            return (await shelf.own()).releaseName();
        case 'use':
            return use(from);
        case 'keep':
            await begin();
            await shelf.keep(question.paths);
            return tidy();
    }
}

async function use(from: ExtendableMessageEvent['source']): Promise<boolean> {
    await shelf.fill();
    await shelf.choose();
    await self.skipWaiting();
    const told: Told = { told: 'another-release' };
    for (const one of await windows()) if (!(from instanceof Client) || one.id !== from.id) one.postMessage(told);
    return true;
}

/** With one window, which started a moment ago, and no other worker under way, nothing needs a release that was chosen before. */
async function tidy(): Promise<void> {
    const { installing, waiting } = self.registration;
    if (installing === null && waiting === null && (await windows()).length === 1) await shelf.sweep();
}

async function show(): Promise<void> {
    const [window] = await windows();
    await (window?.focus() ?? self.clients.openWindow('/'));
}

function windows(): Promise<readonly WindowClient[]> {
    return self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}
