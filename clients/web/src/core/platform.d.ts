// The few globals of browsers, workers and Node that core may use; its tsconfig knows no DOM.

declare class TextEncoder {
    encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
    constructor(label: 'utf-8', options: { fatal: true; ignoreBOM: true });
    decode(bytes: Uint8Array): string;
}

type KeyUse = 'sign' | 'verify' | 'deriveBits' | 'encrypt' | 'decrypt';

interface CryptoKey {
    readonly extractable: boolean;
}

interface CryptoKeyPair {
    readonly privateKey: CryptoKey;
    readonly publicKey: CryptoKey;
}

/** What of WebCrypto core uses: X25519, P-256, Ed25519, ECDSA and AES-GCM. */
interface SubtleCrypto {
    importKey(
        format: 'raw' | 'pkcs8',
        key: Uint8Array,
        algorithm: object,
        extractable: boolean,
        uses: readonly KeyUse[],
    ): Promise<CryptoKey>;
    exportKey(format: 'raw' | 'pkcs8', key: CryptoKey): Promise<ArrayBuffer>;
    generateKey(algorithm: object, extractable: boolean, uses: readonly KeyUse[]): Promise<CryptoKeyPair>;
    deriveBits(algorithm: object, key: CryptoKey, bits: number): Promise<ArrayBuffer>;
    sign(algorithm: object, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer>;
    verify(algorithm: object, key: CryptoKey, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
    encrypt(algorithm: object, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer>;
    decrypt(algorithm: object, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer>;
}

declare const crypto: {
    readonly subtle: SubtleCrypto;
    getRandomValues<T extends Uint8Array>(into: T): T;
};

/** The one parser that reads addresses as browsers connect to them. */
declare class URL {
    constructor(text: string);
    readonly protocol: string;
    readonly hostname: string;
    readonly origin: string;
}

declare function setTimeout(handler: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;
