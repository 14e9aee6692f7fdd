// Says what the release is made of: release.json, with the SHA-256 of every file, and webcat.json, the same for the WEBCAT extension.
// Both depend on the files only, so that whoever builds the same sources gets the same bytes.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serviceWorkerOf } from './serviceWorker.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));

/** Files that say something about the release and are no part of it. */
const about = ['release.json', 'release.signatures.json', 'webcat.json'];

const digest = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding);

/** Vite plugin: adds both files to what was built. */
export function release() {
    let folder = '';
    return {
        name: 'release',
        apply: 'build',
        enforce: 'post',
        configResolved({ root, build }) {
            folder = resolve(root, build.outDir);
        },
        // The worker is built by a run of its own, whose files are there by then, too. The service worker comes last: it holds the others' hashes.
        async closeBundle() {
            const { name, version } = JSON.parse(readFileSync(join(web, 'package.json'), 'utf8'));
            const policy = readFileSync(join(web, 'content-security-policy.txt'), 'utf8').trim();
            const listed = Object.fromEntries(built(folder).map(({ path, bytes }) => [path, digest(bytes, 'hex')]));
            const worker = await serviceWorkerOf({ name, version, contentSecurityPolicy: policy, files: listed });
            writeFileSync(join(folder, 'sw.js'), worker);
            const files = built(folder);
            const hashes = (encoding) => Object.fromEntries(files.map(({ path, bytes }) => [path, digest(bytes, encoding)]));
            const whole = Buffer.from(
                `${JSON.stringify({ name, version, contentSecurityPolicy: policy, files: hashes('hex') }, undefined, 2)}\n`,
            );
            writeFileSync(join(folder, 'release.json'), whole);
            const webcat = {
                name,
                version,
                default_csp: policy,
                extra_csp: {},
                default_index: 'index.html',
                default_fallback: '/index.html',
                files: { ...hashes('base64url'), '/release.json': digest(whole, 'base64url') },
                wasm: [],
            };
            writeFileSync(join(folder, 'webcat.json'), `${JSON.stringify(webcat, undefined, 2)}\n`);
        },
    };
}

function built(folder) {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !about.includes(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => ({ path: `/${relative(folder, file).replaceAll('\\', '/')}`, bytes: readFileSync(file) }))
        .sort((one, other) => (one.path < other.path ? -1 : 1));
}
