import { type Bytes, concat } from '../../bytes.ts';
import { p256FieldBytes } from './p256Scalar.ts';

const sequenceTag = 0x30;
const integerTag = 0x02;

/** ECDSA-Sig-Value in DER from r || s; MLS carries signatures so, as TLS 1.3 does (RFC 9420 §5.1.2). */
export function derOf(raw: Uint8Array): Bytes {
    const r = integer(raw.subarray(0, p256FieldBytes));
    const s = integer(raw.subarray(p256FieldBytes));
    return concat(Uint8Array.of(sequenceTag, r.length + s.length), r, s);
}

/** r || s of an ECDSA-Sig-Value; `undefined` when it is not its one DER encoding or a number is too long for the field. */
export function rawOf(der: Uint8Array): Bytes | undefined {
    const sequence = contentOf(der, 0, sequenceTag);
    if (sequence === undefined || sequence.length + 2 !== der.length) return undefined;
    const r = contentOf(sequence, 0, integerTag);
    if (r === undefined) return undefined;
    const s = contentOf(sequence, r.length + 2, integerTag);
    if (s === undefined || r.length + s.length + 4 !== sequence.length) return undefined;
    const raw = new Uint8Array(2 * p256FieldBytes);
    return place(r, raw, p256FieldBytes) && place(s, raw, 2 * p256FieldBytes) ? raw : undefined;
}

function integer(fixed: Uint8Array): Bytes {
    let start = 0;
    while (start < fixed.length - 1 && fixed[start] === 0) start++;
    const isHigh = (fixed[start] as number) >= 0x80;
    const digits = fixed.subarray(start);
    return concat(Uint8Array.of(integerTag, digits.length + (isHigh ? 1 : 0)), isHigh ? Uint8Array.of(0) : new Uint8Array(0), digits);
}

// Every length of a P-256 signature fits one byte, and DER allows no longer form for it.
function contentOf(bytes: Uint8Array, at: number, tag: number): Uint8Array | undefined {
    const length = bytes[at + 1];
    if (bytes[at] !== tag || length === undefined || length >= 0x80 || at + 2 + length > bytes.length) return undefined;
    return bytes.subarray(at + 2, at + 2 + length);
}

// Positive, without a zero that its sign does not need, right-aligned in its field.
function place(value: Uint8Array, into: Uint8Array, end: number): boolean {
    const [first, second] = value;
    if (first === undefined || first >= 0x80) return false;
    if (first === 0 && second !== undefined && second < 0x80) return false;
    const digits = first === 0 ? value.subarray(1) : value;
    if (digits.length > p256FieldBytes) return false;
    into.set(digits, end - digits.length);
    return true;
}
