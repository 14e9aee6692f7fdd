import { equalBytes, utf8, type Bytes } from '../../src/core/bytes.ts';
import type { StagedCommit } from '../../src/core/mls/commits/stagedCommit.ts';
import { basicCredential } from '../../src/core/mls/credentials/credential.ts';
import { cipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import '../../src/core/mls/crypto/p256Suite.ts';
import { Secret } from '../../src/core/mls/crypto/secret.ts';
import { SignatureKeyPair } from '../../src/core/mls/crypto/signatureKeyPair.ts';
import type { ExternalPsk } from '../../src/core/mls/groups/externalPsk.ts';
import { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
import { createKeyPackage, decodeKeyPackage, encodeKeyPackage, type KeyPackage } from '../../src/core/mls/keypackages/keyPackage.ts';
import type { KeyPackageSecrets } from '../../src/core/mls/keypackages/keyPackageSecrets.ts';
import { capabilitiesOf } from '../../src/core/mls/tree/capabilities.ts';
import { leafIndex } from '../../src/core/mls/tree/leafIndex.ts';
import { acceptAll } from '../acceptAll.ts';

/** What is asked of one member; which fields are there depends on `do`. */
export type Call = {
    readonly do: string;
    readonly member: number;
    readonly suite: number;
    readonly name: string;
    readonly group: string;
    readonly bytes: string;
    readonly padding: number;
    readonly pskId: string;
    readonly psk: string;
    readonly adds: readonly string[];
    readonly removes: readonly number[];
    readonly forcePath: boolean;
};

type Member = {
    readonly signatureKey: SignatureKeyPair;
    readonly psk: ExternalPsk;
    readonly name: string;
    readonly keyPackage: KeyPackage;
    readonly secrets: KeyPackageSecrets;
    group?: MlsGroup;
    pending?: StagedCommit;
};

const always = { notBefore: 0n, notAfter: 2n ** 64n - 1n };
const members = new Map<number, Member>();

const toBytes = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64'));
const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const authenticatorOf = (group: MlsGroup): object => ({ authenticator: toText(group.epochAuthenticator) });

function memberOf(number: number): Member {
    const member = members.get(number);
    if (member === undefined) throw new Error(`no member ${number}`);
    return member;
}

function groupOf(number: number): MlsGroup {
    const { group } = memberOf(number);
    if (group === undefined) throw new Error(`member ${number} is in no group`);
    return group;
}

async function newMember({ member: number, suite: id, name, pskId, psk }: Call): Promise<Member> {
    const suite = cipherSuite(id);
    const signatureKey = await SignatureKeyPair.generate(suite);
    const made = await createKeyPackage(suite, {
        credential: basicCredential(utf8(name)),
        signatureKey,
        capabilities: capabilitiesOf(suite, []),
        lifetime: always,
        leafExtensions: [],
        extensions: [],
    });
    const member = { signatureKey, name, psk: { id: toBytes(pskId), secret: new Secret(toBytes(psk)) }, ...made };
    members.set(number, member);
    return member;
}

const calls: Readonly<Record<string, (call: Call) => Promise<object>>> = {
    async package(call) {
        return { bytes: toText(encodeKeyPackage((await newMember(call)).keyPackage)) };
    },

    async found(call) {
        const member = await newMember(call);
        const { suite } = member.signatureKey;
        member.group = await MlsGroup.create({
            suite,
            groupId: toBytes(call.group),
            credential: basicCredential(utf8(member.name)),
            signatureKey: member.signatureKey,
            capabilities: capabilitiesOf(suite, []),
            lifetime: always,
        });
        return authenticatorOf(member.group);
    },

    async join({ member: number, bytes }) {
        const member = memberOf(number);
        const options = { validator: acceptAll, externalPsks: [member.psk] };
        member.group = await MlsGroup.join(toBytes(bytes), member.keyPackage, member.secrets, options);
        member.secrets.dispose();
        return { ...authenticatorOf(member.group), leaf: member.group.ownLeaf };
    },

    // The member stays where it is until it adopts.
    async commit({ member: number, adds, removes, forcePath }) {
        const member = memberOf(number);
        member.pending?.dispose();
        const bundle = await groupOf(number).createCommit({
            adds: adds.map((bytes) => decodeKeyPackage(toBytes(bytes))),
            removes: removes.map(leafIndex),
            forcePath,
        });
        member.pending = bundle.staged;
        return {
            bytes: toText(bundle.message),
            welcome: bundle.welcome && toText(bundle.welcome),
            authenticator: toText(bundle.staged.epochAuthenticator),
        };
    },

    async adopt({ member: number }) {
        const [member, group] = [memberOf(number), groupOf(number)];
        if (member.pending === undefined) throw new Error('nothing to adopt');
        await group.merge(member.pending);
        delete member.pending;
        return authenticatorOf(group);
    },

    async receive({ member: number, bytes }) {
        const group = groupOf(number);
        const options = { validator: acceptAll, onlyAddsAndRemoves: false, externalPsks: [memberOf(number).psk] };
        const received = await group.receive(toBytes(bytes), options);
        if (received.type !== 'commit') throw new Error('not a commit');
        if (received.staged.removesSelf) return { removed: true };
        await group.merge(received.staged);
        return authenticatorOf(group);
    },

    async say({ member: number, bytes, padding }) {
        return { bytes: toText(await groupOf(number).protect(toBytes(bytes), new Uint8Array(), padding)) };
    },

    async hear({ member: number, bytes }) {
        const received = await groupOf(number).receive(toBytes(bytes), { validator: acceptAll, onlyAddsAndRemoves: true });
        if (received.type !== 'application') throw new Error('not application data');
        return { bytes: toText(received.data) };
    },

    // Stores and loads, as a device that was switched off.
    async restart({ member: number }) {
        const saved = groupOf(number).save();
        await groupOf(number).dispose();
        const group = MlsGroup.load(saved);
        memberOf(number).group = group;
        if (!equalBytes(group.save(), saved)) throw new Error('the snapshot of what was loaded is another');
        return authenticatorOf(group);
    },

    async forget({ member: number }) {
        await memberOf(number).group?.dispose();
        return { removed: members.delete(number) };
    },
};

/** Does what one call asks for. */
export async function serve(call: Call): Promise<object> {
    const asked = calls[call.do];
    if (asked === undefined) throw new Error('no such call');
    return asked(call);
}
