import type { Bytes } from '../../bytes.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { type CipherSuite, cipherSuite } from '../crypto/cipherSuite.ts';
import { Custody } from '../crypto/custody.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { isPrivateKey } from '../crypto/privateKey.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { MlsException } from '../mlsException.ts';

const saveVersion = 1;

/** The private keys of a key package as they are stored and given. */
export type KeyPackagePrivateKeys = { readonly init: Uint8Array; readonly encryption: Uint8Array; readonly signature: Uint8Array };

/** The private keys of one key package; owns them. The init key is for one Welcome: throw it away after joining. */
export class KeyPackageSecrets {
    readonly suite: CipherSuite;

    /** The pair a Welcome is sealed to. */
    readonly init: HpkeKeyPair;

    /** The leaf's encryption pair. */
    readonly encryption: HpkeKeyPair;

    /** The leaf's signature pair. */
    readonly signature: SignatureKeyPair;

    /** Takes ownership of the pairs. */
    constructor(init: HpkeKeyPair, encryption: HpkeKeyPair, signature: SignatureKeyPair) {
        this.suite = signature.suite;
        this.init = init;
        this.encryption = encryption;
        this.signature = signature;
    }

    /** Secrets from private keys, all copied. */
    static async fromPrivateKeys(suite: CipherSuite, keys: KeyPackagePrivateKeys): Promise<KeyPackageSecrets> {
        const custody = new Custody();
        try {
            const [init, encryption, signature] = await Promise.all([
                custody.holdWhenMade(HpkeKeyPair.fromPrivateKey(suite, keys.init)),
                custody.holdWhenMade(HpkeKeyPair.fromPrivateKey(suite, keys.encryption)),
                custody.holdWhenMade(SignatureKeyPair.fromPrivateKey(suite, keys.signature)),
            ]);
            return custody.release(new KeyPackageSecrets(init, encryption, signature));
        } finally {
            custody.dispose();
        }
    }

    /** Reads what `save` wrote; refuses bytes that are not saved secrets of a version this release reads. */
    static async load(saved: Uint8Array): Promise<KeyPackageSecrets> {
        const reader = new TlsReader(saved);
        if (reader.readUInt16() !== saveVersion) throw new MlsException('SnapshotVersionUnknown');
        const suite = cipherSuite(reader.readUInt16());
        const keys = { init: reader.readOpaqueSpan(), encryption: reader.readOpaqueSpan(), signature: reader.readOpaqueSpan() };
        reader.requireEnd();
        if (!Object.values(keys).every((key) => isPrivateKey(suite, key))) throw new MlsException('ValueUnknown');
        return KeyPackageSecrets.fromPrivateKeys(suite, keys);
    }

    /** The private keys for an encrypted store; the caller wipes the bytes after use. */
    save(): Bytes {
        const writer = new TlsWriter();
        writer.writeUInt16(saveVersion);
        writer.writeUInt16(this.suite.id);
        writer.writeOpaque(this.init.privateKey.bytes);
        writer.writeOpaque(this.encryption.privateKey.bytes);
        writer.writeOpaque(this.signature.privateKey.bytes);
        const saved = writer.toArray();
        writer.dispose();
        return saved;
    }

    dispose(): void {
        this.init.dispose();
        this.encryption.dispose();
        this.signature.dispose();
    }
}
