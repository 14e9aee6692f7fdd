import { readVectors, runSuites, vectorFiles, vectorTest } from '../../../../tests/mlsVectors.ts';
import { followCase } from '../../../../tests/passiveClient.ts';

// Files in the passive-client format, whatever their names: a client joins by Welcome and follows what the others do.
const files = filesThere().filter(isPassiveClient);

for (const file of files) vectorTest(`a passive client follows every epoch of ${file}`, () => runSuites(file, followCase));

vectorTest('some file has the passive-client format', () => {
    if (files.length === 0) throw new Error('no file has the passive-client format');
});

// Without a folder the test above says so.
function filesThere(): string[] {
    try {
        return vectorFiles();
    } catch {
        return [];
    }
}

function isPassiveClient(file: string): boolean {
    const cases: unknown = readVectors(file);
    const first: unknown = Array.isArray(cases) ? cases[0] : undefined;
    return typeof first === 'object' && first !== null && 'epochs' in first && 'welcome' in first;
}
