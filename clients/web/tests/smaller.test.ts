import { expect, test } from 'vitest';
import { smallest } from '../build/smaller.mjs';

test('what is read only to hear when it changes is still read in what is sent', async () => {
    const code =
        'class Talk { get view() { return heard(); } }\nconst talk = new Talk();\nexport const effect = () => { void [talk.view, 1]; };';
    const piece = { type: 'chunk', code, moduleIds: ['/src/app/x.ts'] };
    await smallest().generateBundle({}, { piece });
    expect(piece.code).toMatch(/\.view/);
    expect(piece.code.length).toBeLessThan(code.length);
});
