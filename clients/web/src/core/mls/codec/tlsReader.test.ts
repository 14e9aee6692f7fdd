import { expect, test } from 'vitest';
import { testClient, testTree } from '../../../../tests/mlsTree.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { concat, fromHex, toHex } from '../../bytes.ts';
import { cipherSuite } from '../crypto/cipherSuite.ts';
import { Secret } from '../crypto/secret.ts';
import { MlsException } from '../mlsException.ts';
import { decodeKeyPackage, encodeKeyPackage } from '../keypackages/keyPackage.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { decodeRatchetTree, ratchetTreeExtension } from '../tree/ratchetTreeExtension.ts';
import { decode } from './tlsEncoding.ts';
import { TlsReader } from './tlsReader.ts';
import { TlsWriter } from './tlsWriter.ts';

const suite = cipherSuite(1);
const none = new Uint8Array(0);

test('numbers are read as they are written', () => {
    const writer = new TlsWriter(1);
    writer.writeUInt8(0xff);
    writer.writeUInt16(0xfffe);
    writer.writeUInt32(0xffff_fffd);
    writer.writeUInt64(0xffff_ffff_ffff_fffcn);
    const reader = new TlsReader(writer.written);

    expect(toHex(writer.written)).toBe('fffffefffffffdfffffffffffffffc');
    expect([reader.readUInt8(), reader.readUInt16(), reader.readUInt32(), reader.readUInt64()]).toEqual([
        0xff,
        0xfffe,
        0xffff_fffd,
        0xffff_ffff_ffff_fffcn,
    ]);
    reader.requireEnd();
});

test.each([0, 1, 63, 64, 300, 16383, 16384])('a vector of %i bytes is read as it is written, however small the buffer was', (length) => {
    const bytes = new Uint8Array(length).fill(7);
    const [known, open] = [new TlsWriter(0), new TlsWriter(0)];
    known.writeOpaque(bytes);
    const start = open.beginVector();
    for (const byte of bytes) open.writeUInt8(byte);
    open.endVector(start);

    expect(open.toArray()).toEqual(known.toArray());
    expect(decode(open.toArray(), (reader) => reader.readOpaque())).toEqual(bytes);
});

test('a writer that is disposed of leaves zeros', () => {
    const writer = new TlsWriter(4);
    writer.writeFixed(fromHex('01020304'));
    const view = writer.written;
    writer.dispose();

    expect(toHex(view)).toBe('00000000');
});

test('bytes read as opaque belong to the reader of them', () => {
    const bytes = fromHex('0101');
    const read = new TlsReader(bytes).readOpaque();
    bytes.fill(0);

    expect(toHex(read)).toBe('01');
});

test('a reader of its own bytes copies none, also not out of a vector', () => {
    const bytes = fromHex('03010201' + '0101');
    const reader = TlsReader.ofOwn(bytes);
    const [[inner, read], after] = [reader.readVector((vector) => vector.readWithBytes((one) => one.readUInt8())), reader.readOpaque()];
    bytes.fill(7);

    expect([inner, read].map((one) => [one?.value, toHex(one?.bytes ?? none)])).toEqual([
        [1, '07'],
        [2, '07'],
    ]);
    expect(toHex(after)).toBe('07');
});

test('a tree has one copy of the bytes it was read from, and shares it with nobody', async () => {
    const bytes = ratchetTreeExtension((await testTree(suite, 3)).tree).data;
    const given = new Uint8Array(bytes);
    const tree = decodeRatchetTree(given);
    given.fill(0);

    expect(toHex(ratchetTreeExtension(tree).data)).toBe(toHex(bytes));
    expect(tree.leaf(leafIndex(0))?.signature.buffer).toBe(tree.leaf(leafIndex(1))?.signature.buffer);
});

test.each(['02', 'ff'])('%s is no presence', (hex) => expectRefusal('ValueUnknown', () => new TlsReader(fromHex(hex)).readPresence()));

test('secrets in a structure with bytes behind it are zeroed', async () => {
    let secret: Secret | undefined;
    await expectRefusal('TrailingBytes', () => decode(fromHex('01aabb'), (reader) => (secret = new Secret(reader.readOpaque()))));

    expect(secret?.isDisposed).toBe(true);
});

test('a key package is refused wherever it is cut, and with a byte behind it', async () => {
    const bytes = encodeKeyPackage((await testClient(suite, 'alice')).keyPackage);

    expect(encodeKeyPackage(decodeKeyPackage(bytes))).toEqual(bytes);
    for (let length = 0; length < bytes.length; length++) {
        await expectRefusal('Truncated', () => decodeKeyPackage(bytes.subarray(0, length)));
    }
    await expectRefusal('TrailingBytes', () => decodeKeyPackage(concat(bytes, Uint8Array.of(0))));
});

test('a tree with any byte changed is read or refused by a rule', async () => {
    const bytes = ratchetTreeExtension((await testTree(suite, 3)).tree).data;

    for (let i = 0; i < bytes.length; i++) {
        for (const change of [0x01, 0x80, 0xff]) {
            const changed = new Uint8Array(bytes);
            changed[i] = changed[i]! ^ change;
            try {
                decodeRatchetTree(changed);
            } catch (refusal) {
                expect(refusal).toBeInstanceOf(MlsException);
            }
        }
    }
});
