import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIn, Bundle } from './bundle.ts';

const kilobyte = 1024;
const firstLimit = 80 * kilobyte;
const wholeLimit = 250 * kilobyte;
const chunkLimit = 45 * kilobyte;

/** Hosts that stand in the files as names, never as addresses: the content policy would refuse a request. */
const names: Readonly<Record<string, string>> = {
    'www.w3.org': 'names of the SVG, MathML and XHTML vocabularies',
    'svelte.dev': 'where the text of an exception is explained',
    // SignalR and the bundler name pages in the texts of exceptions.
    'rolldown.rs': 'where the text of an exception is explained',
    'learn.microsoft.com': 'where the text of an exception is explained',
    'aka.ms': 'where the text of an exception is explained',
};

const folder = mkdtempSync(join(tmpdir(), 'sd-build-'));
let bundle: Bundle;

beforeAll(() => {
    bundle = buildIn(join(folder, 'web'));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0);
const shown = (bytes: number) => `${(bytes / kilobyte).toFixed(1)} KB`;
const inline = (html: string) => html.match(/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:/gi) ?? [];
const foreign = (text: string) =>
    [...text.matchAll(/\b(?:https?:|wss?:)\/\/([\w.-]+\.[a-z]{2,})/gi)]
        .map((one) => one[1] as string)
        .filter((host) => names[host] === undefined);

describe('What is loaded', () => {
    it('until the first button works fits a slow line', () => {
        const sizes = bundle.first.map((path) => [path, bundle.brotli(path)] as const);
        const first = sum(sizes.map(([, size]) => size));

        console.log(
            `measured: web client until the invitation works: ${shown(first)} brotli in ${sizes.length} files, limit ${shown(firstLimit)}`,
        );
        for (const part of [/^\/index\.html$/, /\/index-.+\.js$/, /\.css$/, /\/en-.+\.js$/]) {
            expect(bundle.first.filter((path) => part.test(path))).toHaveLength(1);
        }
        expect(bundle.first.filter((path) => /\/entry-.+\.js$/.test(path))).toHaveLength(1);
        // Browsers fetch six at a time from one host; the words that follow, and what an installed page is called, are waited for by no button.
        expect(bundle.first.filter((path) => !/^\/index\.html$|\/en-|\.webmanifest$/.test(path)).length).toBeLessThanOrEqual(6);
        expect(first, sizes.map(([path, size]) => `${path} ${size}`).join('\n')).toBeLessThanOrEqual(firstLimit);
    });

    it('of what officers need is nothing before somebody asks for it', () => {
        const papers = [...bundle.files.keys()].filter((path) => /\/papers-.+\.js$/.test(path));
        expect(papers).toHaveLength(1);
        const [device] = [...bundle.files.keys()].filter((path) => /\/deviceParts-.+\.js$/.test(path));
        expect(bundle.importsOf(device ?? '').some((path) => /\/channels-/.test(path))).toBe(true);
        for (const loaded of [bundle.first, bundle.importsOf(device ?? '')]) expect(loaded).not.toContain(papers[0]);
    });

    it('is one language: the page names none, and the piece that chooses waits for nothing', () => {
        const page = bundle.texts('.html')[0]?.text ?? '';
        const [chooser] = bundle.texts('.js').filter(({ text }) => /navigator\.languages/.test(text) && /\/zh-[\w-]+\.js/.test(text));

        expect(page).toContain(`<script type="module" async crossorigin src="${chooser?.path}">`);
        expect(chooser?.text).not.toMatch(/\bimport\s*[{"'`*]|\bfrom\s*["'`]/);
        expect(page).not.toMatch(/\/(ar|zh|en|fr|ru|es)(\.first)?-[\w-]+\.js/);
        expect(bundle.first.filter((path) => /\/(ar|zh|fr|ru|es)(\.first)?-.+\.js$/.test(path))).toEqual([]);
    });

    it('in all fits a small phone', () => {
        // The lists of what the release is made of are for the command and for extensions: no page loads them.
        const loaded = [...bundle.files.keys()].filter((path) => !['/release.json', '/webcat.json'].includes(path));
        const languages = loaded.filter((path) => /\/(ar|zh|en|fr|ru|es)(\.first)?-[\w-]+\.js$/.test(path));
        // A phone reads one language: every screen for every role, in the one with the most bytes.
        const words = ['ar', 'zh', 'en', 'fr', 'ru', 'es'].map((tag) =>
            sum(languages.filter((path) => path.startsWith(`/assets/${tag}`)).map((path) => bundle.gzip(path))),
        );
        const whole = sum(loaded.map((path) => bundle.gzip(path))) - sum(words) + Math.max(...words);

        console.log(
            `measured: web client in all: ${shown(whole)} gzip in its largest language, limit ${shown(wholeLimit)}; the others together ${shown(sum(words) - Math.max(...words))}`,
        );
        expect(languages).toHaveLength(12);
        expect(whole).toBeLessThanOrEqual(wholeLimit);
    });

    it('comes in pieces that can start one after the other: no two import each other', () => {
        const imports = new Map(
            bundle
                .texts('.js')
                .map(({ path, text }) => [
                    path,
                    [...text.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)/g)].map((one) => `/assets/${one[1]}`),
                ]),
        );
        const rings = [...imports.keys()].filter((path) => {
            const needed = new Set(imports.get(path));
            for (const one of needed) imports.get(one)?.forEach((next) => needed.add(next));
            return needed.has(path);
        });

        expect([...imports.values()].flat().length).toBeGreaterThan(20);
        expect(rings).toEqual([]);
    });

    it('in one piece is small', () => {
        const pieces = bundle.texts('.js', '.css').map(({ path }) => [path, bundle.gzip(path)] as const);
        const [name, size] = [...pieces].sort(([, one], [, other]) => other - one)[0] ?? ['nothing', 0];

        console.log(`measured: web client, largest piece: ${name} with ${shown(size)} gzip, limit ${shown(chunkLimit)}`);
        expect(pieces.filter(([, bytes]) => bytes > chunkLimit)).toEqual([]);
    });
});

describe('What counts as loaded first', () => {
    it('is what the page needs without asking, and nothing that it loads later', () => {
        const files = {
            'index.html': '<link rel="stylesheet" href="/assets/a.css"><script type="module" src="/assets/a.js"></script>',
            'assets/a.css': 'main {}',
            'assets/a.js':
                'import{x as y}from"./b.js";import"./c.js";new Worker(w("/assets/entry.js"));import("./en-12345678.js");import("./ar-12345678.js");import(`./late-1.js`)',
            'assets/b.js': 'export*from"./d.js";const l=()=>import("./later.js")',
            'assets/entry.js': 'import*as z from"./e.js"',
            ...Object.fromEntries(
                ['c', 'd', 'e', 'later', 'unused', 'en-12345678', 'ar-12345678', 'late-1'].map((name) => [`assets/${name}.js`, '1']),
            ),
        };
        const sample = join(folder, 'sample');
        mkdirSync(join(sample, 'assets'), { recursive: true });
        Object.entries(files).forEach(([path, text]) => writeFileSync(join(sample, path), text));

        const first = new Bundle(sample).first.map((path) => path.replace('/assets/', ''));

        expect([...first].sort()).toEqual(['/index.html', 'a.css', 'a.js', 'b.js', 'c.js', 'd.js', 'e.js', 'en-12345678.js', 'entry.js']);
    });
});

describe('What was built', () => {
    it('has no WebAssembly and no map of the sources', () => {
        expect([...bundle.files.keys()].filter((path) => /\.(wasm|map)$/.test(path))).toEqual([]);
        expect(bundle.texts('.js', '.css').filter(({ text }) => /sourceMappingURL|WebAssembly/.test(text))).toEqual([]);
    });

    it('has no script and no style in its pages', () => {
        expect(inline('<script>1</script><p style="x" onclick="y">')).toHaveLength(3);
        expect(inline('<script type="module" src="/a.js"></script>')).toEqual([]);
        expect(bundle.texts('.html').flatMap(({ text }) => inline(text))).toEqual([]);
    });

    it('names no other host', () => {
        expect(foreign('fetch("https://cdn.example.org/x"), "http://www.w3.org/2000/svg"')).toEqual(['cdn.example.org']);
        expect(
            bundle
                .texts('.html', '.js', '.css', '.json', '.webmanifest', '.svg')
                .flatMap(({ path, text }) => foreign(text).map((host) => `${path}: ${host}`)),
        ).toEqual([]);
    });
});
