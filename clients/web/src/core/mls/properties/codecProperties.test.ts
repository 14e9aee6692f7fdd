import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { isLong } from '../../../../tests/seededRandom.ts';
import { concat, toHex, type Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import { TlsReader, type TlsRead } from '../codec/tlsReader.ts';
import { TlsWriter, type TlsWrite } from '../codec/tlsWriter.ts';
import { readVarInt, varIntBytes, writeVarInt } from '../codec/varInt.ts';
import type { CredentialType } from '../credentials/credentialType.ts';
import { basicCredential } from '../credentials/credential.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import type { Extension } from '../extensions/extension.ts';
import type { ExtensionType } from '../extensions/extensionType.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import { readKeyPackage, writeKeyPackage, type KeyPackage } from '../keypackages/keyPackage.ts';
import { readGroupContext, writeGroupContext, type GroupContext } from '../messages/groupContext.ts';
import { readPreSharedKeyId, writePreSharedKeyId, type PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import { readProposal, writeProposal, type Proposal } from '../messages/proposal.ts';
import { ResumptionPskUsage } from '../messages/resumptionPskUsage.ts';
import { MlsException } from '../mlsException.ts';
import type { ProposalType } from '../proposals/proposalType.ts';
import { readCapabilities, writeCapabilities, type Capabilities } from '../tree/capabilities.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { readLeafNode, writeLeafNode, type LeafNode, type LeafOrigin } from '../tree/leafNode.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';

// What was written is read back the same, and only that: every structure has one encoding.

const cases = isLong ? 20_000 : 300;
const maxLength = 2 ** 30 - 1;
const bytes: fc.Arbitrary<Bytes> = fc.uint8Array({ maxLength: 80 }).map((array) => new Uint8Array(array));
const atBorders = fc.constantFrom(63, 64, 16_383, 16_384).map((length) => new Uint8Array(length));
const longBytes = fc.oneof({ weight: 9, arbitrary: bytes }, { weight: 1, arbitrary: atBorders });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const u16 = fc.integer({ min: 0, max: 0xffff });
const numbers = <T extends number>(): fc.Arbitrary<readonly T[]> =>
    fc.array(u16, { maxLength: 6 }) as unknown as fc.Arbitrary<readonly T[]>;

const extensions: fc.Arbitrary<readonly Extension[]> = fc
    .uniqueArray(u16, { maxLength: 4 })
    .chain((types) => fc.tuple(...types.map((type) => longBytes.map((data) => ({ type: type as ExtensionType, data })))));

const capabilities: fc.Arbitrary<Capabilities> = fc.record({
    versions: numbers<ProtocolVersion>(),
    cipherSuites: numbers<CipherSuiteId>(),
    extensions: numbers<ExtensionType>(),
    proposals: numbers<ProposalType>(),
    credentials: numbers<CredentialType>(),
});

const origin: fc.Arbitrary<LeafOrigin> = fc.oneof(
    fc.record({ source: fc.constant(LeafNodeSource.KeyPackage), lifetime: fc.record({ notBefore: u64, notAfter: u64 }) }),
    fc.record({ source: fc.constant(LeafNodeSource.Update) }),
    fc.record({ source: fc.constant(LeafNodeSource.Commit), parentHash: bytes }),
);

const leaf: fc.Arbitrary<LeafNode> = fc.record({
    encryptionKey: longBytes,
    signatureKey: bytes,
    credential: bytes.map(basicCredential),
    capabilities,
    origin,
    extensions,
    signature: bytes,
});

const keyPackage: fc.Arbitrary<KeyPackage> = fc.record({
    version: fc.constant(ProtocolVersion.Mls10),
    cipherSuite: u16 as unknown as fc.Arbitrary<CipherSuiteId>,
    initKey: bytes,
    leafNode: leaf,
    extensions,
    signature: bytes,
});

const psk: fc.Arbitrary<PreSharedKeyId> = fc.oneof(
    fc.record({ type: fc.constant('external' as const), id: longBytes, nonce: bytes }),
    fc.record({
        type: fc.constant('resumption' as const),
        usage: fc.constantFrom(...Object.values(ResumptionPskUsage)),
        groupId: longBytes,
        epoch: u64,
        nonce: bytes,
    }),
);

const proposal: fc.Arbitrary<Proposal> = fc.oneof(
    keyPackage.map((added): Proposal => ({ kind: 'add', keyPackage: added })),
    leaf.map((leafNode): Proposal => ({ kind: 'update', leafNode })),
    fc.integer({ min: 0, max: 0xffff_ffff }).map((place): Proposal => ({ kind: 'remove', removed: leafIndex(place) })),
    psk.map((id): Proposal => ({ kind: 'preSharedKey', psk: id })),
    longBytes.map((kemOutput): Proposal => ({ kind: 'externalInit', kemOutput })),
    extensions.map((list): Proposal => ({ kind: 'groupContextExtensions', extensions: list })),
);

const context: fc.Arbitrary<GroupContext> = fc.record({
    cipherSuite: u16 as unknown as fc.Arbitrary<CipherSuiteId>,
    groupId: longBytes,
    epoch: u64,
    treeHash: bytes,
    confirmedTranscriptHash: bytes,
    extensions,
}) as unknown as fc.Arbitrary<GroupContext>;

async function holds<T>(name: string, values: fc.Arbitrary<T>, property: (value: T) => void | Promise<void>): Promise<void> {
    const run = fc.asyncProperty(values, async (value) => property(value));
    await fc.assert(run, { numRuns: cases });
    console.log(`measured: ${name}: ${cases} cases`);
}

test('a length has one header and it is read back', () =>
    holds(
        'headers',
        fc.oneof(fc.integer({ min: 0, max: maxLength }), fc.constantFrom(63, 64, 16_383, 16_384, maxLength)),
        async (length) => {
            const header = new Uint8Array(varIntBytes(length));
            writeVarInt(length, header, 0);
            expect(readVarInt(header, 0)).toBe(length);
            await expectRefusal('Truncated', () => readVarInt(header.subarray(0, -1), 0));
        },
    ));

test('a header that is read is the one that would be written', () =>
    holds('headers read', fc.uint8Array({ minLength: 4, maxLength: 8 }), (random) => {
        let length: number;
        try {
            length = readVarInt(random, 0);
        } catch (refusal) {
            expect((refusal as MlsException).error).toBe('LengthNotMinimal');
            return;
        }
        const header = new Uint8Array(varIntBytes(length));
        writeVarInt(length, header, 0);
        expect(toHex(random.subarray(0, header.length))).toBe(toHex(header));
    }));

test('vectors in vectors are read back whatever their headers take', () =>
    holds('vectors', fc.array(longBytes, { maxLength: 5 }), (parts) => {
        const writer = new TlsWriter(1);
        writer.writeVector(parts, (inner, part) => inner.writeOpaque(encode(part, (one, opaque) => one.writeOpaque(opaque))));
        const reader = new TlsReader(writer.written);
        const read = reader.readVector((inner) => decode(inner.readOpaqueSpan(), (one) => one.readOpaque()));
        expect(read.map(toHex)).toEqual(parts.map(toHex));
        reader.requireEnd();
    }));

function isReadBack<T>(name: string, values: fc.Arbitrary<T>, write: TlsWrite<T>, read: TlsRead<T>): void {
    test(`${name} are read back, and nothing shorter or longer is`, { timeout: 3_600_000 }, () =>
        holds(name, values, async (value) => {
            const encoded = encode(value, write);
            expect(toHex(encode(decode(encoded, read), write))).toBe(toHex(encoded));
            expect(() => decode(encoded.subarray(0, -1), read)).toThrow(MlsException);
            await expectRefusal('TrailingBytes', () => decode(concat(encoded, Uint8Array.of(0)), read));
        }),
    );
}

isReadBack('capabilities', capabilities, writeCapabilities, readCapabilities);
isReadBack('leaves', leaf, writeLeafNode, readLeafNode);
isReadBack('key packages', keyPackage, writeKeyPackage, readKeyPackage);
isReadBack('names of pre-shared keys', psk, writePreSharedKeyId, readPreSharedKeyId);
isReadBack('proposals', proposal, writeProposal, readProposal);
isReadBack('group contexts', context, writeGroupContext, readGroupContext);
