import { MlsException } from '../mlsException.ts';

/** The largest length that can be written (RFC 9420 §2.1.2). */
export const maxVarInt = 2 ** 30 - 1;

const oneByteLimit = 1 << 6;
const twoByteLimit = 1 << 14;

/** Bytes of the header of a length; there is only the shortest. */
export function varIntBytes(value: number): 1 | 2 | 4 {
    if (value < oneByteLimit) return 1;
    return value < twoByteLimit ? 2 : 4;
}

/** Writes a length at a place that has room for its header. */
export function writeVarInt(value: number, destination: Uint8Array, at: number): void {
    if (value > maxVarInt) throw new RangeError('the vector is too long');
    const bytes = varIntBytes(value);
    if (bytes === 1) {
        destination[at] = value;
    } else if (bytes === 2) {
        destination[at] = (value >> 8) | 0x40;
        destination[at + 1] = value;
    } else {
        destination[at] = (value >> 24) | 0x80;
        destination[at + 1] = value >> 16;
        destination[at + 2] = value >> 8;
        destination[at + 3] = value;
    }
}

/** The length at a place; its header had `varIntBytes` of it, because a longer one is refused. */
export function readVarInt(source: Uint8Array, at: number): number {
    const first = source[at];
    if (first === undefined) throw new MlsException('Truncated');
    const prefix = first >> 6;
    if (prefix === 3) throw new MlsException('LengthNotMinimal');
    const bytes = 1 << prefix;
    if (source.length - at < bytes) throw new MlsException('Truncated');
    let value = first & 0x3f;
    for (let i = 1; i < bytes; i++) value = (value << 8) | (source[at + i] as number);
    if (varIntBytes(value) !== bytes) throw new MlsException('LengthNotMinimal');
    return value;
}
