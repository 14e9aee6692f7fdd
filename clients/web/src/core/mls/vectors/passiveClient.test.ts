import { readVectors, runSuites, vectorFiles, vectorTest } from '../../../../tests/mlsVectors.ts';
import { followCase } from '../../../../tests/passiveClient.ts';

// Files in the passive-client format, whatever their names: a client joins by Welcome and follows what the others do.
vectorTest('a passive client follows every epoch of every file', async () => {
    const files = vectorFiles().filter(isPassiveClient);
    if (files.length === 0) throw new Error('no file has the passive-client format');
    for (const file of files) await runSuites(file, followCase);
});

function isPassiveClient(file: string): boolean {
    const cases: unknown = readVectors(file);
    const first: unknown = Array.isArray(cases) ? cases[0] : undefined;
    return typeof first === 'object' && first !== null && 'epochs' in first && 'welcome' in first;
}
