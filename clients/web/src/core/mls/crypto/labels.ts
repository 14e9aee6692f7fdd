import { type Bytes, utf8 } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from './cipherSuite.ts';
import { hpkeOpen, hpkeSealTo } from './hpke.ts';
import type { HpkeCiphertext } from './hpkeCiphertext.ts';
import { type HpkeInfo, hpkeInfo } from './hpkeInfo.ts';
import type { HpkeKeyPair } from './hpkeKeyPair.ts';
import type { Secret } from './secret.ts';
import type { SignatureKeyPair } from './signatureKeyPair.ts';

// The labelled operations of RFC 9420 §5.1.2, §5.1.3, §8 and §9.

const empty = new Uint8Array(0);

// Two bytes of a length and the headers of two vectors; engines make little buffers much faster than those above 64 bytes.
const mostHeaders = 10;

/** One of several outputs of a secret. */
type LabeledExpansion = { readonly label: string; readonly context: Uint8Array; readonly length: number };

/** ExpandWithLabel(Secret, Label, Context, Length) = KDF.Expand(Secret, KDFLabel, Length). */
export function expandWithLabel(suite: CipherSuite, secret: Secret, label: string, context: Uint8Array, length: number): Secret {
    return suite.crypto.expand(suite, secret.bytes, kdfLabel(label, context, length), length);
}

/** ExpandWithLabel of several outputs no longer than a hash. */
export function expandEachWithLabel(suite: CipherSuite, secret: Secret, outputs: readonly LabeledExpansion[]): Secret[] {
    const expansions = outputs.map(({ label, context, length }) => ({ info: kdfLabel(label, context, length), length }));
    return suite.crypto.expandEach(suite, secret.bytes, expansions);
}

/** DeriveSecret(Secret, Label) = ExpandWithLabel(Secret, Label, "", KDF.Nh). */
export function deriveSecret(suite: CipherSuite, secret: Secret, label: string): Secret {
    return expandWithLabel(suite, secret, label, empty, suite.hashBytes);
}

/** DeriveSecret of several labels. */
export function deriveSecrets(suite: CipherSuite, secret: Secret, labels: readonly string[]): Secret[] {
    return expandEachWithLabel(
        suite,
        secret,
        labels.map((label) => ({ label, context: empty, length: suite.hashBytes })),
    );
}

/** DeriveTreeSecret(Secret, Label, Generation, Length) = ExpandWithLabel(Secret, Label, Generation, Length), of several labels. */
export function deriveTreeSecrets(
    suite: CipherSuite,
    secret: Secret,
    generation: number,
    outputs: readonly { readonly label: string; readonly length: number }[],
): Secret[] {
    const context = new TlsWriter(4);
    context.writeUInt32(generation);
    return expandEachWithLabel(
        suite,
        secret,
        outputs.map((output) => ({ ...output, context: context.written })),
    );
}

/** SignWithLabel(SignatureKey, Label, Content) = Signature.Sign(SignatureKey, SignContent). */
export function signWithLabel(key: SignatureKeyPair, label: string, content: Uint8Array): Promise<Bytes> {
    return key.sign(labeledContent(label, content));
}

/** VerifyWithLabel(VerificationKey, Label, Content, SignatureValue). */
export function verifyWithLabel(
    suite: CipherSuite,
    publicKey: Uint8Array,
    label: string,
    content: Uint8Array,
    signature: Uint8Array,
): Promise<boolean> {
    return suite.crypto.verify(suite, publicKey, labeledContent(label, content), signature);
}

/** EncryptWithLabel(PublicKey, Label, Context, Plaintext) = SealBase(PublicKey, EncryptContext, "", Plaintext). */
export async function encryptWithLabel(
    suite: CipherSuite,
    publicKey: Uint8Array,
    label: string,
    context: Uint8Array,
    plaintext: Uint8Array,
): Promise<HpkeCiphertext> {
    return hpkeSealTo(suite, publicKey, await encryptContext(suite, label, context), empty, plaintext);
}

/** EncryptContext, for sealing several plaintexts with the same label and context. */
export function encryptContext(suite: CipherSuite, label: string, context: Uint8Array): Promise<HpkeInfo> {
    return hpkeInfo(suite, labeledContent(label, context));
}

/** DecryptWithLabel(PrivateKey, Label, Context, KEMOutput, Ciphertext). */
export function decryptWithLabel(
    suite: CipherSuite,
    recipient: HpkeKeyPair,
    label: string,
    context: Uint8Array,
    sealed: HpkeCiphertext,
): Promise<Bytes> {
    return hpkeOpen(suite, recipient, sealed, labeledContent(label, context), empty);
}

function kdfLabel(label: string, context: Uint8Array, length: number): Bytes {
    const text = labelBytes(label);
    const info = new TlsWriter(text.length + context.length + mostHeaders);
    info.writeUInt16(length);
    info.writeOpaque(text);
    info.writeOpaque(context);
    return info.written;
}

function labeledContent(label: string, content: Uint8Array): Bytes {
    const text = labelBytes(label);
    const writer = new TlsWriter(text.length + content.length + mostHeaders);
    writer.writeOpaque(text);
    writer.writeOpaque(content);
    return writer.written;
}

// The few labels there are, turned into bytes once: that costs as much as a hash. An application's own are not kept for ever.
const known = new Map<string, Bytes>();
const mostKnown = 64;

function labelBytes(label: string): Bytes {
    let bytes = known.get(label);
    if (bytes === undefined) {
        bytes = utf8(`MLS 1.0 ${label}`);
        if (known.size < mostKnown) known.set(label, bytes);
    }
    return bytes;
}
