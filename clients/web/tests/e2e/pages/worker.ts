// Runs vectors with the engine as a browser has it. The worker named `noble` has a WebCrypto without Curve25519, as older browsers do.
import { runVectors } from '../../vectors/runVectors.ts';
import type { VectorCase } from '../../vectors/vectorCase.ts';

type Method = (...args: unknown[]) => Promise<unknown>;

const isNative = self.name === 'native';
const curves = new Set(['X25519', 'Ed25519']);
const methods = ['generateKey', 'importKey', 'deriveBits', 'sign', 'verify'];
let nativeCalls = 0;

const isCurve = (value: unknown): boolean => {
    const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
    return typeof name === 'string' && curves.has(name);
};

const subtle = SubtleCrypto.prototype as unknown as Record<string, Method>;
for (const name of methods) {
    const original = subtle[name] as Method;
    subtle[name] = async function (this: SubtleCrypto, ...args) {
        if (args.some(isCurve)) {
            if (!isNative) throw new DOMException('no such algorithm', 'NotSupportedError');
            nativeCalls++;
        }
        return original.apply(this, args);
    };
}

addEventListener('message', ({ data: { id, file } }: MessageEvent<{ id: number; file: string }>) => {
    const run = async (): Promise<object> => {
        const cases = (await (await fetch(`/vectors/${file}.json`)).json()) as VectorCase[];
        const counts = await runVectors(file, cases);
        return { id, counts, nativeCalls };
    };
    run().then(postMessage, (error: unknown) => postMessage({ id, error: String(error) }));
});
