import { expect } from 'vitest';
import { textOf, toHex, utf8, type Bytes } from '../src/core/bytes.ts';
import { basicCredential, type Credential } from '../src/core/mls/credentials/credential.ts';
import type { CredentialValidator } from '../src/core/mls/credentials/credentialValidator.ts';
import { cipherSuite, type CipherSuite } from '../src/core/mls/crypto/cipherSuite.ts';
import '../src/core/mls/crypto/p256Suite.ts';
import { CipherSuiteId } from '../src/core/mls/crypto/cipherSuiteId.ts';
import { SignatureKeyPair } from '../src/core/mls/crypto/signatureKeyPair.ts';
import type { GroupCreation } from '../src/core/mls/groups/groupCreation.ts';
import { defaultRetention, type GroupRetention } from '../src/core/mls/groups/groupRetention.ts';
import type { JoinOptions } from '../src/core/mls/groups/joinOptions.ts';
import { MlsGroup } from '../src/core/mls/groups/mlsGroup.ts';
import type { CommitReceived, ReceivedMessage } from '../src/core/mls/groups/receivedMessage.ts';
import type { ReceiveOptions } from '../src/core/mls/groups/receiveOptions.ts';
import { createKeyPackage, type KeyPackage, type KeyPackageRequest } from '../src/core/mls/keypackages/keyPackage.ts';
import type { KeyPackageSecrets } from '../src/core/mls/keypackages/keyPackageSecrets.ts';
import type { MlsError } from '../src/core/mls/mlsError.ts';
import { MlsException } from '../src/core/mls/mlsException.ts';
import { capabilitiesOf } from '../src/core/mls/tree/capabilities.ts';
import { acceptAll } from './acceptAll.ts';
import { reload } from './vectors/passiveClient.ts';
import { expectRefusal } from './refusal.ts';

const always = { notBefore: 0n, notAfter: 2n ** 64n - 1n };

/** Hears what the product hears: Adds, Removes and empty commits. */
export const plain: ReceiveOptions = { validator: acceptAll, onlyAddsAndRemoves: true };

/** Hears all of RFC 9420. */
export const anything: ReceiveOptions = { validator: acceptAll, onlyAddsAndRemoves: false };

/** Somebody with a name, a suite and, once in it, a group. */
export class GroupMember {
    readonly name: string;
    readonly suite: CipherSuite;
    readonly signatureKey: SignatureKeyPair;
    readonly retention: GroupRetention;
    keyPackage: KeyPackage;
    secrets: KeyPackageSecrets;
    #group: MlsGroup | undefined;

    private constructor(
        name: string,
        signatureKey: SignatureKeyPair,
        made: { keyPackage: KeyPackage; secrets: KeyPackageSecrets },
        retention: GroupRetention,
    ) {
        this.name = name;
        this.suite = signatureKey.suite;
        this.signatureKey = signatureKey;
        this.retention = retention;
        this.keyPackage = made.keyPackage;
        this.secrets = made.secrets;
    }

    static async of(
        name: string,
        id: CipherSuiteId = CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519,
        retention: GroupRetention = defaultRetention,
    ): Promise<GroupMember> {
        const key = await SignatureKeyPair.generate(cipherSuite(id));
        return new GroupMember(name, key, await createKeyPackage(key.suite, requestOf(name, key)), retention);
    }

    /** One member a name. */
    static all<const Names extends readonly string[]>(...names: Names): Promise<{ [I in keyof Names]: GroupMember }> {
        return Promise.all(names.map((name) => GroupMember.of(name))) as Promise<{ [I in keyof Names]: GroupMember }>;
    }

    get group(): MlsGroup {
        if (this.#group === undefined) throw new Error(`${this.name} is in no group`);
        return this.#group;
    }

    set group(group: MlsGroup) {
        this.#group = group;
    }

    get credential(): Credential {
        return basicCredential(utf8(this.name));
    }

    get creation(): GroupCreation {
        const { suite, credential, signatureKey, retention } = this;
        const capabilities = capabilitiesOf(suite, []);
        return { suite, groupId: utf8('a group'), credential, signatureKey, capabilities, lifetime: always, retention };
    }

    /** Takes another key package. */
    async renews(changes: Partial<KeyPackageRequest>): Promise<GroupMember> {
        const request = { ...requestOf(this.name, this.signatureKey), ...changes };
        Object.assign(this, await createKeyPackage(this.suite, request));
        return this;
    }

    async creates(changes: Partial<GroupCreation> = {}): Promise<GroupMember> {
        this.#group = await MlsGroup.create({ ...this.creation, ...changes });
        return this;
    }

    async joins(welcome: Bytes, options: Partial<JoinOptions> = {}): Promise<void> {
        const all = { validator: acceptAll, retention: this.retention, ...options };
        this.#group = await MlsGroup.join(welcome, this.keyPackage, this.secrets, all);
    }

    /** Stores and loads, as after a restart. */
    async restarts(): Promise<void> {
        this.#group = await reload(this.group);
    }

    says(text: string, paddedBytes = 0): Promise<Bytes> {
        return this.group.protect(utf8(text), new Uint8Array(), paddedBytes);
    }

    async hears(message: Bytes, options = plain): Promise<string> {
        const received = await this.group.receive(message, options);
        if (received.type !== 'application') throw new Error('this is no application message');
        return textOf(received.data);
    }

    async takes<Type extends ReceivedMessage['type']>(
        type: Type,
        message: Bytes,
        options = anything,
    ): Promise<Extract<ReceivedMessage, { readonly type: Type }>> {
        const received = await this.group.receive(message, options);
        if (received.type !== type) throw new Error(`this is no ${type} but ${received.type}`);
        return received as Extract<ReceivedMessage, { readonly type: Type }>;
    }

    /** Takes a commit that is good and throws it away; nothing is left of it. */
    async accepts(commit: Bytes, options = anything): Promise<void> {
        const before = toHex(this.group.save());
        const { staged }: CommitReceived = await this.takes('commit', commit, options);
        staged.dispose();
        expect(toHex(this.group.save())).toBe(before);
    }

    /** Refuses by one rule and is byte for byte what it was. */
    async refuses(error: MlsError, message: Bytes, options = anything): Promise<void> {
        const before = toHex(this.group.save());
        await expectRefusal(error, () => this.group.receive(message, options));
        expect(toHex(this.group.save())).toBe(before);
    }
}

/** Refuses one name and counts how often it is asked. */
export function refuseNamed(name: string): CredentialValidator & { readonly asked: () => number } {
    let asked = 0;
    return {
        ...acceptAll,
        validate: async (credential) => {
            asked++;
            if (textOf(credential.body) === name) throw new MlsException('CredentialRefused');
        },
        asked: () => asked,
    };
}

function requestOf(name: string, signatureKey: SignatureKeyPair): KeyPackageRequest {
    return {
        credential: basicCredential(utf8(name)),
        signatureKey,
        capabilities: capabilitiesOf(signatureKey.suite, []),
        lifetime: always,
        leafExtensions: [],
        extensions: [],
    };
}
