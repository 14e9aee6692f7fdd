import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, wipe, type Bytes } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import type { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { frame, SigningLabels } from '../trust/signingLabels.ts';
import type { ChannelId } from '../wire/opaqueId.ts';

const keyBytes = 32;
const nonceBytes = 24;
const plainBytes = 16;
const tagBytes = 16;

/** What can be whispered. */
export const WhisperKind = {
    /** Somebody is writing. */
    typing: 1,
} as const;
type WhisperKind = (typeof WhisperKind)[keyof typeof WhisperKind];

/** Something that is said to whoever is here and is kept nowhere: what, and by whom. */
export type Whisper = { readonly kind: WhisperKind; readonly leaf: number };

/** What a whisper is sealed for. */
export type WhisperPlace = { readonly key: Uint8Array; readonly channel: ChannelId; readonly epoch: bigint };

/**
 * Seals a whisper for the group's epoch. Any member of the epoch could have made it in another's name.
 *
 *     nonce (24) || XChaCha20-Poly1305(key, nonce, "SecureDialogue whisper" || 0x00 || channel || epoch u64, kind u8 || leaf u32 || zeros to 16)
 *     key = MLS-Exporter("SecureDialogue whisper", channel, 32)
 */
export function sealWhisper(whisper: Whisper, group: MlsGroup, channel: ChannelId): Bytes {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    return withPlace(group, channel, (place) => sealWhisperAt(whisper, nonce, place));
}

/** Opens what was whispered in the group's epoch; undefined for what nobody of the epoch sealed, or of another kind or shape. */
export function openWhisper(bytes: Uint8Array, group: MlsGroup, channel: ChannelId): Whisper | undefined {
    return withPlace(group, channel, (place) => openWhisperAt(bytes, place));
}

export function sealWhisperAt({ kind, leaf }: Whisper, nonce: Uint8Array, place: WhisperPlace): Bytes {
    const plain = new Uint8Array(plainBytes);
    plain[0] = kind;
    new DataView(plain.buffer).setUint32(1, leaf);
    return concat(nonce, xchacha20poly1305(place.key, nonce, associatedData(place)).encrypt(plain));
}

export function openWhisperAt(bytes: Uint8Array, place: WhisperPlace): Whisper | undefined {
    const plain = bytes.length === nonceBytes + plainBytes + tagBytes ? decrypted(bytes, place) : undefined;
    if (plain?.[0] !== WhisperKind.typing || plain.subarray(5).some((byte) => byte !== 0)) return undefined;
    return { kind: plain[0], leaf: new DataView(plain.buffer, plain.byteOffset).getUint32(1) };
}

function decrypted(bytes: Uint8Array, place: WhisperPlace): Uint8Array | undefined {
    const nonce = bytes.subarray(0, nonceBytes);
    try {
        return xchacha20poly1305(place.key, nonce, associatedData(place)).decrypt(bytes.subarray(nonceBytes));
    } catch {
        // Somebody made it up, or it is of another epoch.
        return undefined;
    }
}

function withPlace<T>(group: MlsGroup, channel: ChannelId, work: (place: WhisperPlace) => T): T {
    const key = group.export(SigningLabels.whisper, group.groupId, keyBytes);
    try {
        return work({ key, channel, epoch: group.epoch });
    } finally {
        wipe(key);
    }
}

function associatedData({ channel, epoch }: WhisperPlace): Bytes {
    const number = new Uint8Array(8);
    new DataView(number.buffer).setBigUint64(0, epoch);
    return frame(SigningLabels.whisper, concat(bytesOf(channel), number));
}
