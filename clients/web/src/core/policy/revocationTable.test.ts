import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { fromHex } from '../bytes.ts';
import { decodeCoSigned } from '../cbor/coSigned.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { revocationCodec } from '../content/revocation.ts';
import { CharterChain } from '../trust/charterChain.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { checkByItsCharter, checkRevocation } from './removalRules.ts';

/** See RevocationCase.cs: who signed that a device is cut off, and what every device says. */
type Row = {
    readonly name: string;
    readonly charters: string;
    readonly revocation: string;
    readonly before: string;
    readonly inLog: string;
    readonly elsewhere: string;
};

const rows = readGolden<readonly Row[]>('policy', 'revocations');

async function judge(row: Row): Promise<{ inLog: string; elsewhere: string }> {
    const charters = await CharterChain.verify(decodeObject(signedCharterChainCodec, fromHex(row.charters)));
    if (typeof charters === 'string') throw new Error(charters);
    const revocation = decodeCoSigned(revocationCodec, fromHex(row.revocation));
    const before = row.before === '' ? [] : [decodeCoSigned(revocationCodec, fromHex(row.before)).body];
    return { inLog: await checkRevocation(revocation, charters, before), elsewhere: await checkByItsCharter(revocation, charters, []) };
}

test.each(rows.map((row) => [row.name, row] as const))('A07: %s', async (_, row) => {
    expect(await judge(row)).toEqual({ inLog: row.inLog, elsewhere: row.elsewhere });
});

test('the table refuses and cuts off', () => {
    const refused = rows.filter((row) => row.inLog !== 'none').length;
    measured('policy', 'revocations.json', rows.length, refused);
    expect(rows.length).toBeGreaterThanOrEqual(24);
    expect(refused).toBeGreaterThanOrEqual(16);
    expect(rows.length - refused).toBeGreaterThanOrEqual(6);
});
