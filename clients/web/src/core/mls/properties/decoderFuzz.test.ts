import { beforeAll, expect, test, vi } from 'vitest';
import { decoderSamples, type DecoderSample } from '../../../../tests/decoderSamples.ts';
import { Mutator } from '../../../../tests/mutator.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { liveSecrets } from '../../../../tests/secretLedger.ts';
import { isLong, seedOf, SeededRandom } from '../../../../tests/seededRandom.ts';
import { concat, toHex, type Bytes } from '../../bytes.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import { MlsException } from '../mlsException.ts';

vi.mock('../crypto/secret.ts', async (original) =>
    import('../../../../tests/secretLedger.ts').then(async ({ watched }) => watched(await original())),
);

// Whatever bytes come, a decoder gives a value or an MlsException, copies no byte twice and makes no more parts than there are bytes;
// what is refused leaves no secret behind.

const patienceMs = 2000;
const timeout = isLong ? 3_600_000 : 60_000;
const read = { copied: 0, parts: 0 };
const tally = { refused: 0, decoded: 0, longestMs: 0 };
let samples: readonly DecoderSample[] = [];

beforeAll(async () => {
    samples = await decoderSamples();
    countCopies();
});

// The seam: everything that a decoder takes out of its input goes through the reader.
function countCopies(): void {
    const { readOpaque, readAll } = TlsReader.prototype;
    TlsReader.prototype.readOpaque = function (this: TlsReader): Bytes {
        const kept = readOpaque.call(this);
        const isView = kept.length < kept.buffer.byteLength;
        if (!isView) read.copied += kept.length;
        return kept;
    };
    TlsReader.prototype.readAll = function <T>(this: TlsReader, one: (reader: TlsReader) => T): T[] {
        const values = readAll.call(this, one) as T[];
        read.parts += values.length;
        return values;
    };
}

async function isTaken({ name, decode }: DecoderSample, bytes: Bytes): Promise<boolean> {
    const before = liveSecrets();
    Object.assign(read, { copied: 0, parts: 0 });
    const start = performance.now();
    let thrown: unknown;
    try {
        await decode(bytes);
    } catch (failure) {
        thrown = failure;
    }
    const elapsed = performance.now() - start;
    const what = (): string => `${name}: ${toHex(bytes.subarray(0, 4096))}: ${String(thrown)}`;
    if (thrown !== undefined && !(thrown instanceof MlsException)) throw new Error(what(), { cause: thrown });
    if (liveSecrets() !== before) throw new Error(`secrets live on: ${what()}`);
    if (read.copied > bytes.length || read.parts > bytes.length) throw new Error(`${read.copied} copied, ${read.parts} parts: ${what()}`);
    if (elapsed > patienceMs) throw new Error(`${elapsed} ms: ${what()}`);
    tally.longestMs = Math.max(tally.longestMs, elapsed);
    if (thrown === undefined) tally.decoded++;
    else tally.refused++;
    return thrown === undefined;
}

function report(what: string): void {
    const { refused, decoded, longestMs } = tally;
    console.log(`measured: ${refused + decoded} ${what}: ${refused} refused, ${decoded} decoded, longest ${longestMs.toFixed(0)} ms`);
    Object.assign(tally, { refused: 0, decoded: 0, longestMs: 0 });
}

test('every decoder refuses its input cut at any byte or prolonged', { timeout }, async () => {
    for (const sample of samples) {
        await sample.decode(sample.bytes);
        for (let length = 0; length < sample.bytes.length; length++) {
            if (await isTaken(sample, sample.bytes.slice(0, length))) throw new Error(`${sample.name} cut at ${length} is taken`);
        }
        await expectRefusal('TrailingBytes', () => sample.decode(concat(sample.bytes, Uint8Array.of(0))));
    }
    expect(samples.length).toBeGreaterThanOrEqual(25);
    expect(tally.refused).toBeGreaterThan(5000);
    report(`cuts of ${samples.length} kinds of input`);
});

test('changed and spliced input is decoded or refused within bounds', { timeout }, async () => {
    const seed = seedOf(20260711);
    const perDecoder = isLong ? 100_000 : 2500;
    const mutator = new Mutator(new SeededRandom(seed));
    const all = samples.map(({ bytes }) => bytes);
    for (const sample of samples) {
        for (let i = 0; i < perDecoder; i++) await isTaken(sample, mutator.mutate(sample.bytes, all));
    }
    expect(tally.refused).toBeGreaterThanOrEqual((perDecoder * samples.length) / 2);
    report(`mutations, seed ${seed}`);
});

test('input of many tiny parts is bounded by its length', { timeout }, async () => {
    for (const sample of samples) {
        for (const filler of [0, 1, 2, 0x3f]) {
            const vector = concat(Uint8Array.of(0x80, 0, 0xea, 0x60), new Uint8Array(60_000).fill(filler));
            await isTaken(sample, vector);
            const stride = 1 + Math.floor(sample.bytes.length / (isLong ? 200 : 20));
            for (let start = 0; start < sample.bytes.length; start += stride) {
                await isTaken(sample, concat(sample.bytes.subarray(0, start), vector));
            }
        }
    }
    expect(tally.refused).toBeGreaterThan(1000);
    report('big inputs');
});
