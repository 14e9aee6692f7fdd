import { expect, test } from 'vitest';
import { readVectors, runFile, vectorFiles, vectors, vectorTest } from '../../../../tests/mlsVectors.ts';
import { checkCryptoBasics } from '../../../../tests/vectors/crypto.ts';
import { isKnown, namedVectors } from '../../../../tests/vectors/runVectors.ts';
import { cipherSuites } from '../crypto/cipherSuite.ts';
import { nobleCurve25519 } from '../crypto/curve25519.ts';
import { WebCryptoProvider } from '../crypto/webCryptoProvider.ts';

// The files of the working group, each by what its format is about.
namedVectors.forEach(vectors);

// Files in the passive-client format, whatever their names: a client joins by Welcome and follows what the others do.
const passive = filesThere().filter((file) => !isNamed(file) && isKnown(file, readVectors(file)));

for (const file of passive) vectorTest(`a passive client follows every epoch of ${file}`, () => runFile(file));

vectorTest('some file has the passive-client format', () => {
    if (passive.length === 0) throw new Error('no file has the passive-client format');
});

vectorTest('primitives without native Curve25519 give the same', async () => {
    const crypto = new WebCryptoProvider(() => Promise.resolve(nobleCurve25519));
    for (const item of readVectors('crypto-basics')) {
        const suite = cipherSuites.find(({ id }) => id === item['cipher_suite']);
        if (suite !== undefined) await checkCryptoBasics(item, { ...suite, crypto });
    }
});

vectorTest('every file of the folder is one that some test runs', () => {
    const strangers = vectorFiles().filter((file) => !isKnown(file, readVectors(file)));

    expect(vectorFiles()).not.toHaveLength(0);
    expect(strangers).toEqual([]);
});

test('a file of another format is a stranger', () => {
    expect(isKnown('folder/welcome', [])).toBe(true);
    expect(isKnown('anything', [{ welcome: '', epochs: [] }])).toBe(true);
    expect(isKnown('anything', [{ welcome: '' }])).toBe(false);
});

function isNamed(file: string): boolean {
    return namedVectors.includes(file.slice(file.lastIndexOf('/') + 1));
}

// Without a folder the tests say so.
function filesThere(): string[] {
    try {
        return vectorFiles();
    } catch {
        return [];
    }
}
