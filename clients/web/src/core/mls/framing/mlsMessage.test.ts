import { expect, test } from 'vitest';
import { byValue, forgeCommit } from '../../../../tests/forgedCommit.ts';
import { GroupMember } from '../../../../tests/groupMember.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { copyOf, toHex, type Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import { MlsException } from '../mlsException.ts';
import { readMlsMessage, writeMlsMessage } from './mlsMessage.ts';
import { WireFormat } from './wireFormat.ts';

async function samples(): Promise<Bytes[]> {
    const [alice, bob, carol] = await GroupMember.all('alice', 'bob', 'carol');
    await TestGroup.of(alice, bob);
    const add = byValue({ kind: 'add', keyPackage: carol.keyPackage });
    const { message, welcome } = await alice.group.createCommit({ adds: [carol.keyPackage] });
    const keyPackage = encode({ wireFormat: WireFormat.KeyPackage, body: carol.keyPackage }, writeMlsMessage);
    return [message, welcome!, keyPackage, await forgeCommit(alice, [add], { isPublic: true })];
}

/** Bytes are one message, which is written as it was read, or are refused; nothing else happens. */
function isMessage(bytes: Bytes): boolean {
    try {
        expect(toHex(encode(decode(bytes, readMlsMessage), writeMlsMessage))).toBe(toHex(bytes));
        return true;
    } catch (refusal) {
        if (!(refusal instanceof MlsException)) throw refusal;
        return false;
    }
}

test('changed, cut and prolonged messages are read as they stand or refused', { timeout: 60_000 }, async () => {
    for (const bytes of await samples()) {
        expect(isMessage(bytes)).toBe(true);
        for (let i = 0; i < bytes.length; i++) {
            for (const mask of [1, 0x40, 0x80, 0xff]) {
                const changed = copyOf(bytes);
                changed[i]! ^= mask;
                isMessage(changed);
            }
            expect(isMessage(bytes.slice(0, i))).toBe(false);
        }
        expect(isMessage(Uint8Array.from([...bytes, 0]))).toBe(false);
    }
});
