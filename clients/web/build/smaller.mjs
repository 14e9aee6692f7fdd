// What a browser never needs of what it would load: said here once, because each of these is a part of a package or of a sentence.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';

/** Parts of the hub's client that this page never chooses: it has WebSockets, and polling by fetch where these are blocked; it streams nothing. */
export const withoutUnusedParts = {
    find: /^\.\/(?:ServerSentEventsTransport|XhrHttpClient|MessageBuffer|Subject)$/,
    replacement: fileURLToPath(new URL('./unusedPart.js', import.meta.url)),
};

// Reads of properties stay: the page reads some only to hear when they change (Svelte’s effects).
const again = {
    module: true,
    toplevel: true,
    ecma: 2022,
    compress: { ecma: 2022, unsafe_arrows: true, pure_getters: false, passes: 3 },
    format: { comments: 'some' },
};

/** The hub's client is a piece of its own: what it calls its own with `_` nobody outside names. */
const hubClient = /\/@microsoft\/signalr\//;
const itsOwnNames = { toplevel: true, properties: { regex: /^_[a-z]/ } };
const isAllOf = (files, { moduleIds }) => moduleIds.every((id) => files.test(id) || id.endsWith('/unusedPart.js') || id.startsWith('\0'));

/** Vite plugin: Terser after the bundler's own minifier, which knows all the pieces; the two together leave a hundredth less than either. */
export function smallest() {
    const { version } = createRequire(import.meta.url)('terser/package.json');
    return {
        name: 'smallest',
        apply: 'build',
        // The name of a piece is made before: another Terser is another name, so that no browser keeps the old piece under it.
        augmentChunkHash: () => version + JSON.stringify([again, Object.keys(itsOwnNames)]),
        async generateBundle(_options, bundle) {
            for (const piece of Object.values(bundle)) {
                if (piece.type === 'chunk') {
                    piece.code = (await minify(piece.code, isAllOf(hubClient, piece) ? { ...again, mangle: itsOwnNames } : again)).code;
                }
            }
        },
    };
}

/** Vite plugin: leaves out words that nobody reads in a browser: which rule was found broken, and the log of the hub's client, which is off. */
export function withoutUnreadWords() {
    return {
        name: 'without-unread-words',
        apply: 'build',
        enforce: 'post',
        transform(code, id) {
            const unkept = [...code.matchAll(/\.error === ["'](\w+)["']/g)].find(([, name]) => !askedFor.test(name));
            if (unkept && /\/src\/core\//.test(id)) {
                throw new Error(`${id} asks for ${unkept[1]}, which is left out: smaller.mjs`);
            }
            const rules = unread.filter(({ files, sign }) => files.test(id) && sign.test(code));
            if (rules.length === 0) {
                return undefined;
            }
            const cuts = [];
            walk(this.parse(code), (node) => {
                if (/^(Call|New)Expression$/.test(node.type)) {
                    cuts.push(...rules.flatMap(({ cut }) => cut(node)));
                }
            });
            cuts.sort((a, b) => b.from - a.from).forEach(({ from, to, by }) => (code = code.slice(0, from) + by + code.slice(to)));
            return { code, map: null };
        },
    };
}

/** Names of broken MLS rules that something asks for; all others tell tests which one it was. */
const askedFor = /^(WrittenByCopy|CredentialRefused)$/;
const broken = /^(Error|RangeError|TypeError|MalformedObjectException)$/;

const unread = [
    {
        files: /\/src\/core\/.*\.ts$/,
        sign: /requireRule\(/,
        cut: ({ callee, arguments: given }) =>
            callee.name === 'requireRule' && given.length === 2 ? [{ from: given[0].end, to: given[1].end, by: '' }] : [],
    },
    {
        files: /\/src\/core\/.*\.ts$|\/@noble\/|\/@microsoft\/signalr\//,
        sign: /Error\(|MalformedObjectException\(/,
        cut: ({ callee, arguments: given }) => {
            const isSentence = /^(TemplateLiteral|BinaryExpression)$/.test(given[0]?.type) || typeof given[0]?.value === 'string';
            return broken.test(callee.name) && given.length === 1 && isSentence ? [{ from: given[0].start, to: given[0].end, by: '' }] : [];
        },
    },
    {
        files: /\/src\/core\/.*\.ts$/,
        sign: /MlsException\(/,
        cut: ({ callee, arguments: given }) =>
            callee.name === 'MlsException' && typeof given[0]?.value === 'string' && !askedFor.test(given[0].value)
                ? [{ from: given[0].start, to: given[0].end, by: '""' }]
                : [],
    },
    {
        files: /\/@microsoft\/signalr\/dist\/esm\/.*\.js$/,
        sign: /ogger\.log\(/,
        cut: ({ callee, start, end }) =>
            callee.property?.name === 'log' && /^_?logger$/.test(callee.object.property?.name ?? callee.object.name ?? '')
                ? [{ from: start, to: end, by: 'void 0' }]
                : [],
    },
];

function walk(node, visit) {
    if (typeof node?.type === 'string') {
        visit(node);
    }
    for (const part of Object.values(node)) {
        if (typeof part === 'object' && part !== null) {
            walk(part, visit);
        }
    }
}
