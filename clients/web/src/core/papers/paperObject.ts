import type { Bytes } from '../bytes.ts';
import { decodeCoSigned, encodeCoSigned, maxSignatures, type CoSigned } from '../cbor/coSigned.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { idOfSigned, signedBytesOf, type SignedCodec } from '../cbor/signedCodec.ts';
import { removalOrderCodec } from '../content/removalOrder.ts';
import { revocationCodec } from '../content/revocation.ts';
import { admissionCodec } from '../trust/admission.ts';
import { charterCodec } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { ed25519PublicKey, signEd25519, verifyEd25519 } from '../trust/ed25519.ts';
import type { KeySignature } from '../trust/keySignature.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { PaperKind } from '../trust/paperKind.ts';

/** One co-signed object of a paper, whatever its type. */
export class PaperObject {
    readonly #codec: SignedCodec<Extensible>;
    readonly #signed: CoSigned<Extensible>;
    #id: ObjectHash | undefined;

    private constructor(codec: SignedCodec<Extensible>, signed: CoSigned<Extensible>) {
        this.#codec = codec;
        this.#signed = signed;
    }

    /** An object of a known type. */
    static of<T extends Extensible>(codec: SignedCodec<T>, signed: CoSigned<NoInfer<T>>): PaperObject {
        return new PaperObject(codec as unknown as SignedCodec<Extensible>, signed);
    }

    /**
     * Reads the object that stands at a place of a paper of some kind.
     * @throws MalformedObjectException when it is of another type, or no object.
     */
    static decode(kind: PaperKind, place: number, bytes: Uint8Array): PaperObject {
        switch (kind) {
            case PaperKind.charter:
                return place === 0 ? read(charterCodec, bytes) : read(admissionCodec, bytes);
            case PaperKind.admission:
                return read(admissionCodec, bytes);
            case PaperKind.removalOrder:
                return read(removalOrderCodec, bytes);
            case PaperKind.revocation:
                return read(revocationCodec, bytes);
            default:
                throw new MalformedObjectException('a paper of no known kind');
        }
    }

    /** The object's id, which does not depend on signatures. */
    get id(): ObjectHash {
        this.#id ??= idOfSigned(this.#codec, this.#signed);
        return this.#id;
    }

    /** The signatures gathered so far, ascending by signer. */
    get signatures(): readonly KeySignature[] {
        return this.#signed.signatures;
    }

    /** Body and signatures, if the object is of this type. */
    as<T extends Extensible>(codec: SignedCodec<T>): CoSigned<T> | undefined {
        return this.#codec === (codec as unknown) ? (this.#signed as unknown as CoSigned<T>) : undefined;
    }

    /** The object with its signatures. */
    encode(): Bytes {
        return encodeCoSigned(this.#codec, this.#signed);
    }

    /** Whether a signature is its signer's, under this object. */
    holds({ signer, signature }: KeySignature): Promise<boolean> {
        return verifyEd25519(bytesOf(signer), this.#signedBytes(), signature);
    }

    /** A device's signature under the object. */
    async signBy(seed: Uint8Array): Promise<KeySignature> {
        return { signer: opaqueOf<DeviceKey>(await ed25519PublicKey(seed)), signature: await signEd25519(seed, this.#signedBytes()) };
    }

    /** The same object with these signatures, too; a signer who stands there already stays as they are. */
    add(signatures: readonly KeySignature[]): PaperObject {
        const all = new Map([...signatures, ...this.signatures].map((one) => [one.signer, one]));
        return this.with([...all.values()].sort((a, b) => (a.signer < b.signer ? -1 : 1)).slice(0, maxSignatures));
    }

    /** The same object with these signatures only. */
    with(signatures: readonly KeySignature[]): PaperObject {
        return new PaperObject(this.#codec, { body: this.#signed.body, signatures });
    }

    #signedBytes(): Bytes {
        return signedBytesOf(this.#codec, this.#signed.body);
    }
}

function read<T extends Extensible>(codec: SignedCodec<T>, bytes: Uint8Array): PaperObject {
    return PaperObject.of(codec, decodeCoSigned(codec, bytes));
}
