import { wipe, type Bytes } from '../bytes.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { descriptorExtensionType } from '../content/channelDescriptor.ts';
import { basicCredential, type Credential } from '../mls/credentials/credential.ts';
import type { CipherSuite } from '../mls/crypto/cipherSuite.ts';
import { SignatureKeyPair } from '../mls/crypto/signatureKeyPair.ts';
import type { ExtensionType } from '../mls/extensions/extensionType.ts';
import { createKeyPackage, encodeKeyPackage, keyPackageRef } from '../mls/keypackages/keyPackage.ts';
import { capabilitiesOf } from '../mls/tree/capabilities.ts';
import type { Lifetime } from '../mls/tree/lifetime.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { createCredential, deviceCredentialCodec } from '../trust/deviceCredential.ts';
import { signEd25519 } from '../trust/ed25519.ts';
import { letterSuite } from '../trust/letterSeal.ts';
import { sealPackage } from '../trust/sealedPackage.ts';
import { packagesProof } from '../wire/proofs/proofs.ts';
import { cardOf } from './mailboxMaker.ts';
import { storedPackageRecord, type StoredPackage } from './storedPackage.ts';

const full = 20;
const low = 10;
const lifetimeSeconds = 90 * 24 * 3600;
const clockSkewSeconds = 3600;
const oldestMilliseconds = 92 * 24 * 3_600_000;

type Made = { readonly reference: Bytes; readonly stored: StoredPackage };

/** What every leaf states that it understands. */
export const leafCapabilities = capabilitiesOf(letterSuite, [descriptorExtensionType as ExtensionType]);

/** Makes a leaf: a fresh signature key, the caller's to dispose, and the credential that binds it to this device. */
export async function drawLeaf(
    suite: CipherSuite,
    admission: CoSigned<Admission>,
    deviceSeed: Uint8Array,
): Promise<{ readonly key: SignatureKeyPair; readonly credential: Credential }> {
    const key = await SignatureKeyPair.generate(suite);
    const identity = await createCredential(admission, key.publicKey, deviceSeed);
    return { key, credential: basicCredential(encodeObject(deviceCredentialCodec, identity)) };
}

/** How long a leaf made now is valid. */
export function lifetimeFrom(now: number): Lifetime {
    const seconds = Math.floor(now / 1000);
    return { notBefore: BigInt(seconds - clockSkewSeconds), notAfter: BigInt(seconds + lifetimeSeconds) };
}

/**
 * Keeps key packages in the own mailbox, each with a fresh leaf key that serves one channel. Refilled to 20 when under 10. The relay
 * never deletes the last; once it is the last left, or the device has another admission, all are replaced. The mailbox is open.
 */
export async function refillPackages(session: DeviceSession): Promise<void> {
    const { admission, relay } = session;
    const left = relay.packagesLeft;
    if (session.device.stage !== 'admitted' || !admission) return;
    const id = idOfAdmission(admission);
    const isOutdated = session.device.packagesOf === undefined || opaqueOf(session.device.packagesOf) !== id;
    if (left >= low && !isOutdated) return;
    const replace = left <= 1 || isOutdated;
    const made = await make(session, admission, full - (replace ? 0 : left));
    session.pass('before-packages-persist');
    await session.store.write((writer) => keep(session, writer, made, replace));
    session.pass('after-packages-persist');
    const keys = session.device.mailbox;
    const connection = await relay.mailbox(keys);
    const packages = made.map(({ stored }) => sealPackage(stored.package, cardOf(keys)));
    for (const { stored } of made) wipe(stored.secrets);
    const request = { mailbox: keys.id, replace, packages };
    const signature = await signEd25519(keys.ownerSeed, packagesProof(connection.context, request));
    expectOk(await connection.call('PutPackages', { ...request, signature }));
    relay.packagesLeft = full;
    if (isOutdated) await session.change(() => ({ ...session.device, packagesOf: bytesOf(id) }));
}

async function make(session: DeviceSession, admission: CoSigned<Admission>, count: number): Promise<readonly Made[]> {
    const now = session.now();
    const made: Made[] = [];
    for (let i = 0; i < count; i++) made.push(await makeOne(session, admission, { number: now + i, isLast: i === count - 1 }, now));
    return made;
}

async function makeOne(
    session: DeviceSession,
    admission: CoSigned<Admission>,
    place: Pick<StoredPackage, 'number' | 'isLast'>,
    now: number,
): Promise<Made> {
    const { key, credential } = await drawLeaf(letterSuite, admission, session.device.deviceSeed);
    const content = { credential, signatureKey: key, capabilities: leafCapabilities, lifetime: lifetimeFrom(now) };
    try {
        const { keyPackage, secrets } = await createKeyPackage(letterSuite, { ...content, leafExtensions: [], extensions: [] });
        const stored = { package: encodeKeyPackage(keyPackage), secrets: secrets.save(), used: false, ...place };
        secrets.dispose();
        return { reference: keyPackageRef(letterSuite, keyPackage), stored };
    } finally {
        key.dispose();
    }
}

/** Packages that a Welcome on its way may have used are kept; only those too old for any Welcome go. */
async function keep(session: DeviceSession, writer: StoreWriter, made: readonly Made[], replace: boolean): Promise<void> {
    const oldest = session.now() - oldestMilliseconds;
    for (const { key, value } of await writer.list(bucket.packages)) {
        const { number, used, secrets } = storedPackageRecord.decode(value);
        wipe(secrets);
        if (number < oldest || (replace && used)) writer.delete(bucket.packages, key);
    }
    for (const { reference, stored } of made) storedPackageRecord.put(writer, bucket.packages, reference, stored);
}
