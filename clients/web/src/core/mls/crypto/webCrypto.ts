// WebCrypto as core sees it, under whichever library types a workspace compiles this file with.

/** A key inside the engine; only this type's functions can use it. */
export type EngineKey = { readonly extractable: boolean };

/** What a key is imported for. */
export type EngineKeyUse = 'sign' | 'verify' | 'deriveBits' | 'encrypt' | 'decrypt';

/** Both halves as the engine makes them. */
export type EngineKeyPair = { readonly privateKey: EngineKey; readonly publicKey: EngineKey };

interface Engine {
    importKey(
        format: 'raw' | 'pkcs8',
        key: Uint8Array,
        algorithm: object,
        extractable: boolean,
        uses: readonly EngineKeyUse[],
    ): Promise<EngineKey>;
    exportKey(format: 'raw', key: EngineKey): Promise<ArrayBuffer>;
    generateKey(algorithm: object, extractable: boolean, uses: readonly EngineKeyUse[]): Promise<EngineKeyPair>;
    /** Of a private key; not every engine has it. */
    getPublicKey?(key: EngineKey, uses: readonly EngineKeyUse[]): Promise<EngineKey>;
    deriveBits(algorithm: object, key: EngineKey, bits: number): Promise<ArrayBuffer>;
    sign(algorithm: object, key: EngineKey, data: Uint8Array): Promise<ArrayBuffer>;
    verify(algorithm: object, key: EngineKey, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
    encrypt(algorithm: object, key: EngineKey, data: Uint8Array): Promise<ArrayBuffer>;
    decrypt(algorithm: object, key: EngineKey, data: Uint8Array): Promise<ArrayBuffer>;
}

/** The engine's asynchronous primitives. */
export const subtle = crypto.subtle as unknown as Engine;
