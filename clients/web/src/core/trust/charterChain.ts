import type { CoSigned } from '../cbor/coSigned.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { changesWhoDecides, charterCodec, type Charter } from './charter.ts';
import { checkCharter, type CharterRefusal } from './charterRules.ts';
import type { DialogueId } from './dialogueId.ts';
import type { ObjectHash } from './objectHash.ts';
import type { SignedCharterChain } from './signedCharterChain.ts';

/** A chain of Charters whose hashes and signatures were checked; only `CharterChain.verify` makes one. */
export class CharterChain {
    readonly #ids: readonly ObjectHash[];
    readonly #changesWhoDecides: readonly boolean[];

    /** The chain as it travels. */
    readonly signed: SignedCharterChain;

    private constructor(signed: SignedCharterChain) {
        this.signed = signed;
        this.#ids = signed.versions.map((version) => idOfSigned(charterCodec, version));
        this.#changesWhoDecides = signed.versions.map(({ body }, i) => {
            const previous = signed.versions[i - 1];
            return previous !== undefined && changesWhoDecides(body, previous.body);
        });
    }

    /** Checks hashes and signatures: version 1 is signed by all its officers, every later one by the quorum of the one before. */
    static async verify(signed: SignedCharterChain): Promise<CharterChain | CharterRefusal> {
        let previous: CoSigned<Charter> | undefined;
        for (const version of signed.versions) {
            const refusal = await checkCharter(version, previous);
            if (refusal !== 'none') return refusal;
            previous = version;
        }
        return previous === undefined ? 'versionMissing' : new CharterChain(signed);
    }

    /** The dialogue: the hash of version 1. */
    get dialogue(): DialogueId {
        return this.#ids[0] as string as DialogueId;
    }

    /** The version in force. */
    get head(): Charter {
        return (this.signed.versions.at(-1) as CoSigned<Charter>).body;
    }

    /** The hash of the version in force. */
    get headId(): ObjectHash {
        return this.#ids.at(-1) as ObjectHash;
    }

    /** The version with a hash, if it is in the chain. */
    find(id: ObjectHash): Charter | undefined {
        return this.signed.versions[this.#ids.indexOf(id)]?.body;
    }

    /** The chain as it was when the version with a hash was in force, if that is in it. */
    upTo(id: ObjectHash): CharterChain | undefined {
        const versions = this.signed.versions.slice(0, this.#ids.indexOf(id) + 1);
        return versions.length === 0 ? undefined : new CharterChain({ versions });
    }

    /** Whether an admission made under one version is accepted under the head: every later version that changes who decides lists it. */
    carriesOver(admission: ObjectHash, madeUnder: Charter): boolean {
        return this.signed.versions
            .slice(madeUnder.version)
            .every(({ body }) => !this.#changesWhoDecides[body.version - 1] || body.survivingAdmissions.includes(admission));
    }

    /** Takes a chain that this one may grow into: the longer of the two, or why the other is not accepted. */
    extend(other: CharterChain): CharterChain | 'anotherDialogue' | 'anotherHistory' {
        if (other.dialogue !== this.dialogue) return 'anotherDialogue';
        const [shorter, longer] = other.#ids.length > this.#ids.length ? [this, other] : [other, this];
        return shorter.#ids.every((id, i) => id === longer.#ids[i]) ? longer : 'anotherHistory';
    }
}
