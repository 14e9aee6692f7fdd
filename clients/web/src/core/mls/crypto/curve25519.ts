import { equalBytes, fromHex } from '../../bytes.ts';
import { nativeEd25519, nobleEd25519, type Ed25519 } from './ed25519.ts';
import type { KeyAgreement } from './primitives.ts';
import { nativeX25519, nobleX25519 } from './x25519.ts';
import { subtle } from './webCrypto.ts';

/** The implementations of the two algorithms that not every browser has. */
export type Curve25519 = { readonly agreement: KeyAgreement; readonly signing: Ed25519 };

/** Both from noble, for any browser. */
export const nobleCurve25519: Curve25519 = { agreement: nobleX25519, signing: nobleEd25519 };

// RFC 7748 §5.2: X25519(9, 9), the first iteration. RFC 8032 §7.1, test 1: key and signature of the empty message.
const nine = fromHex('0900000000000000000000000000000000000000000000000000000000000000');
const agreed = fromHex('422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079');
const publicKey = fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
const signature = fromHex(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
);

let found: Promise<Curve25519> | undefined;

/** What this browser is best served with; looked for once. */
export function curve25519(): Promise<Curve25519> {
    return (found ??= probeCurve25519());
}

/** WebCrypto's where it has them and they give the RFCs' results, else noble's. */
export async function probeCurve25519(): Promise<Curve25519> {
    const [hasX25519, hasEd25519] = await Promise.all([isTrue(hasNativeX25519()), isTrue(hasNativeEd25519())]);
    return {
        agreement: hasX25519 ? nativeX25519 : nobleX25519,
        signing: hasEd25519 ? nativeEd25519 : nobleEd25519,
    };
}

async function hasNativeX25519(): Promise<boolean> {
    await nativeX25519.agreeEphemeral(agreed);
    return equalBytes(await nativeX25519.publicKey(nine), agreed);
}

async function hasNativeEd25519(): Promise<boolean> {
    const empty = new Uint8Array(0);
    await subtle.generateKey({ name: 'Ed25519' }, false, ['sign']);
    return (await nativeEd25519.verify(publicKey, empty, signature)) && !(await nativeEd25519.verify(publicKey, nine, signature));
}

// An engine without an algorithm rejects with one of several errors; which does not matter.
async function isTrue(answer: Promise<boolean>): Promise<boolean> {
    try {
        return await answer;
    } catch {
        return false;
    }
}
