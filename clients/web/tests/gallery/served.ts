import { svelte } from '@sveltejs/vite-plugin-svelte';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { messages } from '../../build/messages.mjs';

/** The content policy the released page is served under. */
const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html app-script-url',
].join('; ');

const svelteConfig = new URL('../../svelte.config.js', import.meta.url);
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the gallery and serves it under the policy of the released page. */
export async function serveGallery(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
    const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
    await build({
        configFile: false,
        root: fileURLToPath(new URL('.', import.meta.url)),
        logLevel: 'error',
        // In its developers' mode Svelte notes at each element which file it is from: `shownFiles` reads that.
        plugins: [messages(), svelte({ configFile: fileURLToPath(svelteConfig), compilerOptions: { dev: true } })],
        build: { target: 'es2022', assetsInlineLimit: 0, cssCodeSplit: false, outDir: folder, emptyOutDir: true },
    });
    const server = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://here').pathname;
        const file = join(folder, normalize(path === '/' ? '/index.html' : path));
        readFile(file).then(
            (content) =>
                response
                    .writeHead(200, {
                        'content-type': types[extname(file)] ?? 'text/plain',
                        'content-security-policy': policy,
                        'cache-control': 'max-age=3600',
                    })
                    .end(content),
            () => response.writeHead(404).end(),
        );
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        close: async () => {
            await new Promise((closed) => server.close(closed));
            await rm(folder, { recursive: true });
        },
    };
}
