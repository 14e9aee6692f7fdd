import { expect } from 'vitest';
import { readVectors, vectorFiles, vectorTest } from '../../../../tests/mlsVectors.ts';

// Every other file is in the passive-client format and found by it.
const named = new Set([
    'crypto-basics',
    'deserialization',
    'key-schedule',
    'message-protection',
    'messages',
    'psk_secret',
    'secret-tree',
    'transcript-hashes',
    'tree-math',
    'tree-operations',
    'tree-validation',
    'treekem',
    'welcome',
]);

vectorTest('every file of the folder is one that some test runs', () => {
    const strangers = vectorFiles().filter((file) => {
        const [first] = readVectors(file);
        return !named.has(file.split('/').at(-1)!) && !(first && 'epochs' in first && 'welcome' in first);
    });

    expect(vectorFiles()).not.toHaveLength(0);
    expect(strangers).toEqual([]);
});
