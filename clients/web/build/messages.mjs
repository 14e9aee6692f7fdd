// Compiles the ICU messages of src/app/i18n/*.json to typed modules, so that the page needs neither a parser nor eval.
// Known to it: text, arguments and cardinal plurals. Everything else, and any difference between languages, is refused.
// A language's modules hold the texts alone, in the order of keys.ts and first.ts: the names are the same for all, and fetched once. The first
// screen's texts are a small module of their own: the relay names the one that a browser asks for with the page, so that a slow line saves a round.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TYPE, parse } from '@formatjs/icu-messageformat-parser';

const reference = 'en';

/**
 * Where the letters of a language begin that have two bytes each. In what is sent they change places with the 64 characters from @ on,
 * so that most texts have half the bytes, and a tenth less compressed; src/app/i18n/runtime.ts changes them back.
 */
const blocks = { ar: 0x620, ru: 0x410 };
const latin = 0x40;
const letters = 64;

/** What the first screen of whoever opens an invitation says: these words are fetched first. */
const first = /^(step|back|language|percent|textSize|loading\.open|founding\.title|(sees|invitation|role)\..+)$/;
const folder = join(dirname(fileURLToPath(import.meta.url)), '../src/app/i18n');

/** The modules' sources by file name, of catalogs by language tag. */
export function compileMessages(catalogs) {
    const tags = Object.keys(catalogs);
    const shapes = Object.fromEntries(tags.map((tag) => [tag, shapesOf(tag, catalogs[tag])]));
    for (const tag of tags) {
        requireSame(tag, shapes[reference], shapes[tag]);
    }
    const keys = Object.keys(shapes[reference]);
    const [early, late] = [keys.filter((key) => first.test(key)), keys.filter((key) => !first.test(key))];
    const texts = (tag, some) => listOf(some.map((key) => shapes[tag][key]));
    const files = { 'messages.ts': typeModule(shapes[reference]), 'keys.ts': namesModule('keys', late) };
    files['first.ts'] = namesModule('firstKeys', early);
    for (const tag of tags) {
        const block = `export const block = ${blocks[tag] ?? 0};`;
        files[`${tag}.first.ts`] = moduleOf(`${block}\nexport const words: Catalog = ${texts(tag, early)};`);
        files[`${tag}.ts`] = moduleOf(`${block}\nexport const words: Catalog = ${texts(tag, late)};`);
    }
    return files;
}

/** What stands in the way of compiling, in lines: the messages that each language lacks, with the text to be translated, or has too many. */
export function gaps(catalogs) {
    const expected = catalogs[reference];
    return Object.entries(catalogs).flatMap(([tag, actual]) =>
        difference(expected, actual).map((key) =>
            key in actual ? `${tag} + ${key}` : `${tag} - ${key}: ${JSON.stringify(expected[key])}`,
        ),
    );
}

function shapesOf(tag, catalog) {
    return Object.fromEntries(Object.entries(catalog).map(([key, text]) => [key, shapeOf(`${tag}: ${key}`, tag, text)]));
}

function shapeOf(where, tag, text) {
    const found = new Map();
    let nodes;
    try {
        nodes = parse(text, { ignoreTag: true, captureLocation: false });
    } catch (error) {
        throw new Error(`${where}: ${error.message}`, { cause: error });
    }
    return { code: expression({ where, tag, found }, nodes, undefined), found };
}

function expression(context, nodes, counted) {
    return nodes.map((node) => nodeExpression(context, node, counted)).join(' + ') || '""';
}

function nodeExpression(context, node, counted) {
    switch (node.type) {
        case TYPE.literal:
            return JSON.stringify(turned(node.value, blocks[context.tag]));
        case TYPE.argument:
            note(context, node.value, context.found.get(node.value) ?? 'text');
            return `isolate(a.${node.value})`;
        case TYPE.pound:
            return `isolate(a.${counted})`;
        case TYPE.plural:
            return pluralExpression(context, node);
        default:
            throw new Error(`${context.where}: only text, {argument} and {n, plural, …} are supported`);
    }
}

function turned(text, block) {
    const changed = (code) =>
        code >= latin && code < latin + letters
            ? code - latin + block
            : code >= block && code < block + letters
              ? code - block + latin
              : code;
    return block === undefined ? text : String.fromCharCode(...Array.from(text, (_, at) => changed(text.charCodeAt(at))));
}

function pluralExpression(context, node) {
    const needed = new Intl.PluralRules(context.tag).resolvedOptions().pluralCategories;
    const given = Object.keys(node.options);
    if (node.pluralType !== 'cardinal' || node.offset !== 0 || !sameMembers(given, needed)) {
        throw new Error(`${context.where}: a plural has exactly the forms ${needed.join(', ')}`);
    }
    note(context, node.value, 'number');
    const forms = given.map((form) => `${form}: ${expression(context, node.options[form].value, node.value)}`);
    return `choose(a.${node.value}, { ${forms.join(', ')} })`;
}

function note(context, name, kind) {
    if (!/^[a-z][A-Za-z]*$/.test(name)) {
        throw new Error(`${context.where}: "${name}" is no argument name`);
    }
    context.found.set(name, kind);
}

function requireSame(tag, expected, actual) {
    if (!sameMembers(Object.keys(actual), Object.keys(expected))) {
        throw new Error(`${tag}: other messages than in ${reference}: ${difference(expected, actual).join(', ')}`);
    }
    for (const [key, { found }] of Object.entries(actual)) {
        const asked = expected[key].found;
        if (!sameMembers([...found.keys()], [...asked.keys()]) || [...found].some(([name, kind]) => asked.get(name) !== kind)) {
            throw new Error(`${tag}: ${key}: other arguments than in ${reference}`);
        }
    }
}

function difference(expected, actual) {
    const all = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...all].filter((key) => !(key in expected && key in actual));
}

const sameMembers = (some, others) => some.length === others.length && some.every((one) => others.includes(one));

const argumentTypes = { text: 'Value', number: 'number' };

function typeModule(shapes) {
    const lines = Object.entries(shapes).map(([key, { found }]) => `    readonly ${JSON.stringify(key)}: ${typeOf(found)};`);
    return `import type { Value } from '../runtime.ts';\n\nexport type Messages = {\n${lines.join('\n')}\n};\n`;
}

/** Problems have three sentences each, all at the end of the catalog: their names are told once. */
function namesModule(name, keys) {
    const parts = ['what', 'safe', 'next'];
    const begin = keys.findIndex((key) => key.startsWith('problem.'));
    const [plain, problems] = begin === -1 ? [keys, []] : [keys.slice(0, begin), keys.slice(begin)];
    const names = problems.filter((_, index) => index % parts.length === 0).map((key) => key.slice('problem.'.length, -'.what'.length));
    const all = [...plain, ...names.flatMap((one) => parts.map((part) => `problem.${one}.${part}`))];
    if (all.join() !== keys.join()) {
        throw new Error('the sentences of problems are not three each, at the end');
    }
    const list = (words) => `${JSON.stringify(words.join(' '))}.split(' ')`;
    // Names that begin as the one before say only what is after it.
    const stem = (key) => key.split('.')[0];
    const short = plain.map((key, at) =>
        at > 0 && key !== stem(key) && stem(key) === stem(plain[at - 1]) ? key.slice(stem(key).length) : key,
    );
    const late =
        names.length === 0
            ? ''
            : `.concat(${list(names)}.flatMap((one) => ${JSON.stringify(parts)}.map((part) => \`problem.\${one}.\${part}\`)))`;
    const whole = `.map((key) => (key[0] === '.' ? stem + key : ((stem = key.split('.')[0] as string), key)))`;
    return `let stem = '';\nexport const ${name}: readonly string[] = ${list(short)}${whole}${late};\n`;
}

const typeOf = (found) => (found.size === 0 ? 'string' : `(${parameterOf(found)}) => string`);

const parameterOf = (found) => `a: { ${[...found].map(([name, kind]) => `readonly ${name}: ${argumentTypes[kind]}`).join('; ')} }`;

function listOf(shapes) {
    const lines = shapes.map(({ code, found }) => `    ${found.size === 0 ? code : `(${parameterOf(found)}) => ${code}`},`);
    const used = ['isolate', 'choose'].slice(0, /\bchoose\(/.test(lines.join()) ? 2 : 1);
    return `((${used.join(', ')}) => [\n${lines.join('\n')}\n]) satisfies Catalog`;
}

const moduleOf = (source) => `import type { Catalog, Value } from '../runtime.ts';\n\n${source}\n`;

/** The catalogs of the tree by language tag. */
export function readCatalogs() {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return Object.fromEntries(names.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
}

/** Writes the modules; a file that would not change is left alone. */
export function writeMessages() {
    mkdirSync(join(folder, 'generated'), { recursive: true });
    for (const [name, source] of Object.entries(compileMessages(readCatalogs()))) {
        const path = join(folder, 'generated', name);
        if (readIfThere(path) !== source) {
            writeFileSync(path, source);
        }
    }
}

function readIfThere(path) {
    try {
        return readFileSync(path, 'utf8');
    } catch {
        return undefined;
    }
}

/** Vite plugin: compiles before everything else and again whenever a catalog changes. */
export function messages() {
    return {
        name: 'messages',
        buildStart() {
            writeMessages();
        },
        configResolved() {
            writeMessages();
        },
        handleHotUpdate({ file }) {
            if (dirname(file) === folder && file.endsWith('.json')) {
                writeMessages();
            }
        },
    };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
    if (process.argv[2] === 'missing') {
        gaps(readCatalogs()).forEach((gap) => console.log(gap));
    } else {
        writeMessages();
    }
}
