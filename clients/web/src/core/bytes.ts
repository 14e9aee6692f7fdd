/** Bytes as they travel and are stored; never shared with another thread. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function concat(...parts: readonly Uint8Array[]): Bytes {
    let length = 0;
    for (const part of parts) length += part.length;
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}

/** A copy that owns its buffer. */
export function copyOf(bytes: Uint8Array): Bytes {
    return new Uint8Array(bytes);
}

/** Compares in a time that depends on the lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
    if (a.length !== b.length) return false;
    let difference = 0;
    for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
    return difference === 0;
}

/** Byte order, shorter first when one begins the other. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
    const shared = Math.min(a.length, b.length);
    for (let i = 0; i < shared; i++) {
        const difference = (a[i] as number) - (b[i] as number);
        if (difference !== 0) return difference;
    }
    return a.length - b.length;
}

export function isZero(bytes: Uint8Array): boolean {
    let seen = 0;
    for (const byte of bytes) seen |= byte;
    return seen === 0;
}

/** Overwrites secrets with zeros. Engines may have copied them before; that is said in docs/threat-model.md. */
export function wipe(...secrets: readonly Uint8Array[]): void {
    for (const secret of secrets) secret.fill(0);
}

export function utf8(text: string): Bytes {
    return encoder.encode(text);
}

/** @throws TypeError when the bytes are not valid UTF-8. */
export function textOf(bytes: Uint8Array): string {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

export function toHex(bytes: Uint8Array): string {
    let text = '';
    for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
    return text;
}

/** @throws SyntaxError when the text is not pairs of hex digits. */
export function fromHex(text: string): Bytes {
    if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) throw new SyntaxError('not hex');
    const bytes = new Uint8Array(text.length / 2);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
    return bytes;
}
