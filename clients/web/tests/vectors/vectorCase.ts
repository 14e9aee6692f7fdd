import { fromHex, type Bytes } from '../../src/core/bytes.ts';
import { Secret } from '../../src/core/mls/crypto/secret.ts';

/** One case of a vector file. */
export type VectorCase = Readonly<Record<string, unknown>>;

export function hex(item: VectorCase, name: string): Bytes {
    return fromHex(item[name] as string);
}

export function secretOf(item: VectorCase, name: string): Secret {
    return new Secret(hex(item, name));
}

export function casesOf(item: VectorCase, name: string): VectorCase[] {
    return item[name] as VectorCase[];
}

/** Throws unless both are the same text, number, truth or array of them. Needs no test runner, so that it runs in a browser, too. */
export function requireSame(actual: unknown, expected: unknown, what = 'the result'): void {
    const [is, shall] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (is !== shall) throw new Error(`${what} is ${is}, not ${shall}`);
}
