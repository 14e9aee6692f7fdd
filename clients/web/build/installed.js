// Ends with 0 when node_modules holds exactly the packages of the lock file, else with 1. npm writes node_modules/.package-lock.json last,
// so an installation that was interrupted does not count.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const packages = (file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages).filter(([path]) => path !== '');
const record = join(root, 'node_modules', '.package-lock.json');

/** Nothing else, and nothing less but what npm leaves out: packages for other systems, and those that no other package asks for. */
function isComplete() {
    const installed = new Map(packages(record));
    const wanted = new Map(packages(join(root, 'package-lock.json')));
    const same = ([path, { version, integrity }]) => wanted.get(path)?.version === version && wanted.get(path)?.integrity === integrity;
    return (
        [...installed].every(same) &&
        [...wanted].every(([path, entry]) => entry.optional === true || entry.extraneous === true || installed.has(path))
    );
}

process.exit(existsSync(record) && isComplete() ? 0 : 1);
