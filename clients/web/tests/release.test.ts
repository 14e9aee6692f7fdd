import { createHash, generateKeyPairSync, verify, createPublicKey } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf, type Release as Listed } from '../src/serviceWorker/release.ts';
import { buildIn, Bundle } from './bundle.ts';

type Release = { name: string; version: string; contentSecurityPolicy: string; files: Record<string, string> };
type Webcat = { default_csp: string; default_index: string; default_fallback: string; files: Record<string, string>; wasm: string[] };

const folder = mkdtempSync(join(tmpdir(), 'sd-release-'));
const about = ['/release.json', '/webcat.json'];
let built: Bundle;

beforeAll(() => {
    built = buildIn(join(folder, 'web'));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = <Shape>(bundle: Bundle, path: string) => JSON.parse(bundle.files.get(path)!.toString()) as Shape;
const hash = (bytes: Buffer, encoding: 'hex' | 'base64url') => createHash('sha256').update(bytes).digest(encoding);
const passphrase = 'nine herons over the reed bank';

function makeKey(file: string): string {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }));
    return file;
}

/** The public key that the signing program says it signed with. */
function signWith(key: string, dist: string): string {
    const [cwd, env] = [join(import.meta.dirname, '..'), { ...process.env, RELEASE_PASSPHRASE: passphrase }];
    const said = execFileSync('node', ['build/sign.js', dist, key], { cwd, env }).toString();
    return said.trim().replace('signed by ', '');
}

describe('The release', () => {
    it('names every file with its hash, for the command and for WEBCAT, and the content policy', () => {
        const release = read<Release>(built, '/release.json');
        const webcat = read<Webcat>(built, '/webcat.json');
        const files = [...built.files].filter(([path]) => !about.includes(path));

        expect(release.files).toEqual(Object.fromEntries(files.map(([path, bytes]) => [path, hash(bytes, 'hex')])));
        expect(webcat.files).toEqual({
            ...Object.fromEntries(files.map(([path, bytes]) => [path, hash(bytes, 'base64url')])),
            '/release.json': hash(built.files.get('/release.json')!, 'base64url'),
        });
        expect(webcat.files[`/${webcat.default_index}`]).toBe(webcat.files[webcat.default_fallback]);
        expect(webcat.default_csp).toBe(release.contentSecurityPolicy);
        // What WEBCAT's extension refuses: a comma anywhere, scripts or workers from elsewhere.
        expect(webcat.default_csp).toMatch(
            /^default-src 'none'; script-src 'self'; [^,]*worker-src 'self'; [^,]*object-src 'none'; [^,]*$/,
        );
    });

    it('is in the service worker file by file, which makes the same list of it', () => {
        const release = read<Listed>(built, '/release.json');
        const { '/sw.js': own = '', ...others } = release.files;
        const worker = built.files.get('/sw.js')!.toString();

        expect(own).toBe(hash(built.files.get('/sw.js')!, 'hex'));
        expect(Object.entries(others).filter(([path, one]) => !worker.includes(path) || !worker.includes(one))).toEqual([]);
        expect(Object.keys(others)).toEqual(expect.arrayContaining(['/index.html', '/manifest.webmanifest', '/icon-192.png']));
        expect(textOf({ ...release, files: others }, own)).toBe(built.files.get('/release.json')!.toString());
        // Browsers that know no modules there run it, too.
        expect(worker).not.toMatch(/^\s*(import|export)\b/m);
    });

    it('installs under a name and an icon that say nothing', () => {
        const manifest = read<{ name: string; short_name: string; icons: { src: string }[] }>(built, '/manifest.webmanifest');

        expect([manifest.name, manifest.short_name]).toEqual(['SD', 'SD']);
        expect(JSON.stringify(manifest)).not.toMatch(/dialogue|secure|party|talk/i);
        expect(manifest.icons.map(({ src }) => built.files.has(src))).toEqual([true, true]);
    });

    it('is signed by more than one, each over all of it, and once', () => {
        const dist = join(folder, 'web', 'dist');
        const [first, second] = [1, 2].map((number) => makeKey(join(folder, `key-${number}.pem`)));
        const signed = [first!, second!, first!].map((key) => signWith(key, dist));
        const { signatures } = JSON.parse(readFileSync(join(dist, 'release.signatures.json'), 'utf8')) as {
            signatures: { key: string; signature: string }[];
        };
        const holds = (release: Buffer) =>
            signatures.map(({ key, signature }) =>
                verify(
                    null,
                    Buffer.concat([Buffer.from('SecureDialogue release\0'), release]),
                    createPublicKey({
                        key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'hex').toString('base64url') },
                        format: 'jwk',
                    }),
                    Buffer.from(signature, 'hex'),
                ),
            );

        expect(signed[0]).toBe(signed[2]);
        expect(signatures.map(({ key }) => key)).toEqual([...new Set(signed)].sort());
        expect(holds(built.files.get('/release.json')!)).toEqual([true, true]);
        expect(holds(Buffer.concat([built.files.get('/release.json')!, Buffer.from('\n')]))).toEqual([false, false]);
    });
});
