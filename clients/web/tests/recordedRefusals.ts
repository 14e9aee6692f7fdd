import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { fromHex, toHex, type Bytes } from '../src/core/bytes.ts';
import { decode } from '../src/core/mls/codec/tlsEncoding.ts';
import { validateUnchanged, type CredentialValidator } from '../src/core/mls/credentials/credentialValidator.ts';
import { cipherSuite } from '../src/core/mls/crypto/cipherSuite.ts';
import { Secret } from '../src/core/mls/crypto/secret.ts';
import { readExtensions } from '../src/core/mls/extensions/extension.ts';
import { decodeWelcome, readMlsMessage } from '../src/core/mls/framing/mlsMessage.ts';
import type { ExternalPsk } from '../src/core/mls/groups/externalPsk.ts';
import { MlsGroup } from '../src/core/mls/groups/mlsGroup.ts';
import type { ReceivedMessage } from '../src/core/mls/groups/receivedMessage.ts';
import { decodeKeyPackage } from '../src/core/mls/keypackages/keyPackage.ts';
import { requireValidKeyPackage } from '../src/core/mls/keypackages/keyPackageRules.ts';
import { KeyPackageSecrets } from '../src/core/mls/keypackages/keyPackageSecrets.ts';
import { readCommit } from '../src/core/mls/messages/commit.ts';
import { readProposal } from '../src/core/mls/messages/proposal.ts';
import type { MlsError } from '../src/core/mls/mlsError.ts';
import { requireCredentialSupport, requireUniqueKeys, requireValidParents } from '../src/core/mls/tree/ratchetTreeRules.ts';
import { decodeRatchetTree } from '../src/core/mls/tree/ratchetTreeExtension.ts';
import { acceptAll } from './acceptAll.ts';
import { refuseNamed } from './groupMember.ts';

/** One thing that a recorded case does; bytes are numbers of the file's table. */
type Step = Readonly<Record<string, unknown>> & { readonly do: string; readonly refused?: MlsError; readonly gives?: string };

/** The cases of one class of tests of the C# engine, with what was refused there and what was taken. */
export type RefusalFile = { readonly name: string; readonly cases: readonly RefusalCase[] };

export type RefusalCase = { readonly name: string; readonly steps: readonly RecordedStep[] };

const folder = resolve(import.meta.dirname, '../../../tests/vectors/mls/refusals');
const treeSuite = cipherSuite(3);

const decoders: Readonly<Record<string, (bytes: Bytes) => unknown>> = {
    opaque: (bytes) => decode(bytes, (reader) => reader.readOpaque()),
    proposal: (bytes) => decode(bytes, readProposal),
    commit: (bytes) => decode(bytes, readCommit),
    extensions: (bytes) => decode(bytes, readExtensions),
    message: (bytes) => decode(bytes, readMlsMessage),
    header: (bytes) => MlsGroup.peekHeader(bytes),
    welcome: (bytes) => decodeWelcome(bytes),
    snapshot: (bytes) => MlsGroup.load(bytes).dispose(),
    secrets: async (bytes) => (await KeyPackageSecrets.load(bytes)).dispose(),
    tree: (bytes) => decodeRatchetTree(bytes),
    parents: (bytes) => requireValidParents(treeSuite, decodeRatchetTree(bytes)),
    keys: (bytes) => requireUniqueKeys(decodeRatchetTree(bytes)),
    credentials: (bytes) => requireCredentialSupport(decodeRatchetTree(bytes)),
};

export function refusalFiles(): RefusalFile[] {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    return files.sort().map((file) => {
        const read = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as {
            bytes: string[];
            cases: { name: string; steps: Step[] }[];
        };
        const bytes = read.bytes.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
        const cases = read.cases.map(({ name, steps }) => ({ name, steps: steps.map((step) => new RecordedStep(step, bytes)) }));
        return { name: file.slice(0, -'.json'.length), cases };
    });
}

/** One thing that a recorded case does, each time from the bytes anew. */
class RecordedStep {
    readonly #step: Step;
    readonly #bytes: readonly Bytes[];

    constructor(step: Step, bytes: readonly Bytes[]) {
        this.#step = step;
        this.#bytes = bytes;
    }

    /** The rule that refuses; undefined for what is right. */
    get refused(): MlsError | undefined {
        return this.#step.refused;
    }

    /** The data, the proposal's reference or the epoch authenticator that an accepted step gives, in hex. */
    get gives(): string {
        return Buffer.from(this.#step.gives ?? '', 'base64').toString('hex');
    }

    async run(): Promise<string> {
        switch (this.#step.do) {
            case 'receive':
                return this.#receive();
            case 'join':
                return this.#join();
            case 'package': {
                const suite = cipherSuite(this.#step['suite'] as number);
                await requireValidKeyPackage(decodeKeyPackage(this.#message), suite, this.#number('time'), this.#number('maxLifetime'));
                return '';
            }
            default:
                await decoders[this.#step.do]!(this.#message);
                return '';
        }
    }

    get #message(): Bytes {
        return this.#named('message')!;
    }

    get #judged(): { validator: CredentialValidator; externalPsks: ExternalPsk[]; currentTime?: bigint; maxLifetime?: bigint } {
        const { refusesName, takesChanges, psks } = this.#step as { refusesName?: string; takesChanges?: true; psks?: [string, string][] };
        const times = { currentTime: this.#number('time'), maxLifetime: this.#number('maxLifetime') };
        return {
            validator: takesChanges === true ? acceptAll : keeping(refusesName === undefined ? acceptAll : refuseNamed(refusesName)),
            externalPsks: (psks ?? []).map(([id, secret]) => ({ id: fromBase64(id), secret: new Secret(fromBase64(secret)) })),
            ...(Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined)) as Record<string, bigint>),
        };
    }

    async #receive(): Promise<string> {
        const saved = this.#named('group')!;
        const group = MlsGroup.load(saved);
        expect(toHex(group.save())).toBe(toHex(saved));
        const options = { ...this.#judged, onlyAddsAndRemoves: this.#step['onlyAddsAndRemoves'] as boolean };
        try {
            return given(await group.receive(this.#message, options));
        } finally {
            if (this.refused !== undefined) expect(toHex(group.save())).toBe(toHex(saved));
            await group.dispose();
            for (const { secret } of options.externalPsks) secret.dispose();
        }
    }

    async #join(): Promise<string> {
        const secrets = await KeyPackageSecrets.load(this.#named('secrets')!);
        const [tree, old, psk] = [this.#named('tree'), this.#named('predecessor'), this.#named('resumptionPsk')];
        const predecessor = old && MlsGroup.load(old);
        const judged = this.#judged;
        const link = psk && {
            groupId: this.#named('resumptionGroup')!,
            epoch: this.#number('resumptionEpoch')!,
            secret: Secret.copyOf(psk),
        };
        try {
            const joined = await MlsGroup.join(this.#message, decodeKeyPackage(this.#named('package')!), secrets, {
                ...judged,
                ...(tree && { ratchetTree: tree }),
                ...(predecessor && { predecessor }),
                ...(link && { resumptionPsks: [link] }),
            });
            const authenticator = toHex(joined.epochAuthenticator);
            await joined.dispose();
            return authenticator;
        } finally {
            secrets.dispose();
            await predecessor?.dispose();
            for (const { secret } of [...judged.externalPsks, ...(link ? [link] : [])]) secret.dispose();
        }
    }

    #named(name: string): Bytes | undefined {
        const place = this.#step[name] as number | undefined;
        return place === undefined ? undefined : this.#bytes[place];
    }

    #number(name: string): bigint | undefined {
        const number = this.#step[name] as number | undefined;
        return number === undefined ? undefined : BigInt(number);
    }
}

// What the C# interface does as it stands: members keep their credentials.
function keeping(validator: CredentialValidator): CredentialValidator {
    return { ...validator, validateSuccessor: validateUnchanged.bind(undefined, validator) };
}

function given(received: ReceivedMessage): string {
    switch (received.type) {
        case 'application':
            return toHex(received.data);
        case 'proposal':
            return toHex(received.reference);
        case 'commit': {
            const { staged } = received;
            const authenticator = staged.removesSelf ? '' : toHex(staged.epochAuthenticator);
            staged.dispose();
            return authenticator;
        }
    }
}

function fromBase64(text: string): Bytes {
    return fromHex(Buffer.from(text, 'base64').toString('hex'));
}
