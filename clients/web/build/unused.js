// Lists every value that is exported and that no other file imports, and ends with 1 when there is one. Types may be exported for who
// wants to name them. Components are no TypeScript files, so what they import is read from their text.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import library from 'ts-unused-exports';

const root = join(import.meta.dirname, '..');

/** `path:name` of all that components import by name. */
function ofComponents() {
    const used = new Set();
    const components = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.name.endsWith('.svelte'),
    );
    for (const { parentPath, name } of components) {
        for (const [, names, from] of readFileSync(join(parentPath, name), 'utf8').matchAll(
            /import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)'/g,
        )) {
            for (const one of names.split(',')) {
                used.add(
                    `${resolve(parentPath, from)}:${
                        one
                            .trim()
                            .replace(/^type\s+/, '')
                            .split(/\s+as\s+/)[0]
                    }`,
                );
            }
        }
    }
    return used;
}

/** `path:name` of what is taken from a module that is imported when it is needed: `(await import('…')).name`. */
function ofLateImports() {
    const used = new Set();
    for (const folder of ['src', 'tests']) {
        const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
            entry.name.endsWith('.ts'),
        );
        for (const { parentPath, name } of files) {
            for (const [, from, one] of readFileSync(join(parentPath, name), 'utf8').matchAll(/\(await import\('(\.[^']+)'\)\)\.(\w+)/g)) {
                used.add(`${resolve(parentPath, from)}:${one}`);
            }
        }
    }
    return used;
}

const used = new Set([...ofComponents(), ...ofLateImports()]);
const { unusedExports } = library.analyzeTsConfig(join(root, 'tsconfig.json'), [
    '--excludeDeclarationFiles',
    '--allowUnusedTypes',
    '--excludePathsFromReport=/generated/',
]);
const found = Object.entries(unusedExports)
    .flatMap(([path, names]) => names.map(({ exportName }) => ({ path, exportName })))
    .filter(({ path, exportName }) => !used.has(`${path}:${exportName}`));
for (const { path, exportName } of found) {
    console.error(`${relative(root, path)}: ${exportName} is exported and not used`);
}
process.exit(found.length === 0 ? 0 : 1);
