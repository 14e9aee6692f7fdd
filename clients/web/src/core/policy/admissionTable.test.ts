import { expect, test } from 'vitest';
import { factsOf } from '../../../tests/channel.ts';
import { measured, readGolden } from '../../../tests/golden.ts';
import { fromHex } from '../bytes.ts';
import { decodeCoSigned } from '../cbor/coSigned.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { revocationCodec } from '../content/revocation.ts';
import { CredentialType } from '../mls/credentials/credentialType.ts';
import { checkAdmission } from '../trust/admissionRules.ts';
import { CharterChain } from '../trust/charterChain.ts';
import { deviceCredentialCodec } from '../trust/deviceCredential.ts';
import { readLeafCredential } from '../trust/deviceCredentialValidator.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { unixHour } from '../trust/unixHour.ts';
import { judgeCommit } from './commitRules.ts';

/** See AdmissionCase.cs: somebody whom a facilitator adds, and what every device says. */
type Row = {
    readonly name: string;
    readonly kind: keyof typeof ChannelKind;
    readonly charters: string;
    readonly credential: string;
    readonly leafKey: string;
    readonly hour: number;
    readonly revocation: string;
    readonly admission: string;
    readonly commit: string;
};

const rows = readGolden<readonly Row[]>('policy', 'admissions');

async function judge(row: Row): Promise<{ admission: string; commit: string }> {
    const charters = await CharterChain.verify(decodeObject(signedCharterChainCodec, fromHex(row.charters)));
    if (typeof charters === 'string') throw new Error(charters);
    const body = fromHex(row.credential);
    const hour = unixHour(row.hour);
    const { admission } = decodeObject(deviceCredentialCodec, body);
    const refusal = await checkAdmission(admission, charters, hour);
    const leaf = await readLeafCredential({ type: CredentialType.Basic, body }, fromHex(row.leafKey));
    if (leaf === undefined) return { admission: refusal, commit: 'noCredential' };
    const revocations = row.revocation === '' ? [] : [decodeCoSigned(revocationCodec, fromHex(row.revocation)).body];
    const facts = { ...factsOf(ChannelKind[row.kind]), charters, revocations };
    const attempt = { committer: 0, hour, adds: [leaf], removes: [], hasOtherProposals: false };
    return { admission: refusal, commit: await judgeCommit(attempt, facts) };
}

test.each(rows.map((row) => [row.name, row] as const))('A01 A02 A04 A07 A09: %s', async (_, row) => {
    expect(await judge(row)).toEqual({ admission: row.admission, commit: row.commit });
});

test('the table refuses and lets in', () => {
    const refused = rows.filter((row) => row.commit !== 'accepted').length;
    measured('policy', 'admissions.json', rows.length, refused);
    expect(rows.length).toBeGreaterThanOrEqual(34);
    expect(refused).toBeGreaterThanOrEqual(24);
    expect(rows.length - refused).toBeGreaterThanOrEqual(6);
});
