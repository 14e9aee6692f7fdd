import { adoptedCharters } from '../amendments/charterAdoption.ts';
import { charterTerms } from '../amendments/charterWords.ts';
import { survivalView } from '../amendments/knownAdmissions.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { decodeCoSigned } from '../cbor/coSigned.ts';
import { unmetRule } from '../founding/charterCheck.ts';
import { storedPersonRecord } from '../admissions/storedPerson.ts';
import { bucket } from '../sync/bucket.ts';
import { admissionCodec } from '../trust/admission.ts';
import { charterCodec, findOfficer, partyCodesOf, type Charter } from '../trust/charter.ts';
import { CharterChain } from '../trust/charterChain.ts';
import { checkCharter } from '../trust/charterRules.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { charterDigits } from '../trust/digits.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { asSigner } from '../trust/officer.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { isMetBy } from '../trust/signatureRule.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { missingSigners } from './missingSigners.ts';
import { firstOf, hasSigned, idOfPaper, isWaiting, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import { PaperFailure } from './paperFailure.ts';
import type { PaperObject } from './paperObject.ts';
import { refusalOf, type PaperRefusal } from './paperRefusal.ts';
import { PaperShelf } from './paperShelf.ts';
import type { PaperWords } from './paperWords.ts';
import type { PaperWorld } from './paperWorld.ts';

/** A version is dated so far ahead at most. */
export const mostHoursAhead = 24;

/**
 * A version of the Charter: version 1 with the founders' admissions, signed by all of them; a later one signed by the quorum of the
 * version before. When it is complete each signer's device takes it; each posts it in its channels when it syncs.
 */
export class CharterEffect implements PaperEffect {
    readonly waitsForObjections = false;
    /** A version holds by its signatures: whose device had not heard of the withdrawal has taken it, and the others follow. */
    readonly outlivesWithdrawal = true;
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    judge(paper: Paper): Promise<PaperRefusal> {
        return isFirst(paper) ? this.#world.founding.judge(this.#world, paper) : this.#judgeAmendment(paper);
    }

    hasSay(paper: Paper, _: PaperObject, device: DeviceKey): boolean {
        const charter = this.#judgeOf(paper);
        return charter !== undefined && findOfficer(charter, device) !== undefined;
    }

    signers(paper: Paper): readonly DeviceKey[] {
        return this.#judgeOf(paper)?.officers.map(({ key }) => key) ?? [];
    }

    missing(paper: Paper): readonly DeviceKey[] {
        const charter = this.#judgeOf(paper);
        if (charter === undefined) return [];
        if (isFirst(paper)) return this.signers(paper).filter((device) => !hasSigned(paper, device));
        const subject = { parties: partyCodesOf(charter), party: undefined };
        return missingSigners(charter.quorum, subject, charter.officers.map(asSigner), (device) => hasSigned(paper, device));
    }

    async isMet(paper: Paper): Promise<boolean> {
        const { charters, device } = this.#world.turn;
        if (isFirst(paper)) return device.stage === 'gathering' && this.#world.founding.isMet(paper);
        return charters !== undefined && (await checkCharter(charterIn(paper), charters.signed.versions.at(-1))) === 'none';
    }

    async requireSignable(paper: Paper): Promise<void> {
        const { turn } = this.#world;
        const { previous } = charterIn(paper).body;
        // Two versions after the same one, both signed, would split the members: nobody signs a second while honest devices can still
        // complete the first.
        const isOther = (one: Paper) =>
            one.kind === PaperKind.charter &&
            isWaiting(one, turn.hour()) &&
            idOfPaper(one) !== idOfPaper(paper) &&
            hasSigned(one, turn.ownKey) &&
            charterIn(one).body.previous === previous &&
            this.#canStillHappen(one, paper);
        if ((await new PaperShelf(turn).all()).some(isOther)) throw new PaperFailure('other-version-signed');
    }

    /** Tells of a version that its quorum signed after another one took its place: somebody may show it to members. */
    async countersigned(paper: Paper): Promise<void> {
        const version = charterIn(paper);
        const { previous } = version.body;
        const before = previous && this.#world.turn.charters?.upTo(previous);
        if (paper.state !== 'complete' && before !== undefined) await this.#take(before, version);
    }

    async complete(paper: Paper): Promise<void> {
        const { charters } = this.#world.turn;
        if (isFirst(paper)) {
            await this.#world.founding.complete(this.#world, paper);
        } else if (charters !== undefined) {
            await this.#take(charters, charterIn(paper));
            await this.#markSigned(charterIn(paper));
        }
    }

    withdrawn(): Promise<void> {
        return Promise.resolve();
    }

    async describe(paper: Paper): Promise<PaperWords> {
        const { turn, book } = this.#world;
        const { body } = charterIn(paper);
        const nameOf = (device: DeviceKey) => book.nameOf(device, paper.contacts);
        const before = isFirst(paper) ? undefined : this.#judgeOf(paper);
        return {
            about: body.title,
            terms: {
                type: 'charter',
                version: body.version,
                charter: await charterTerms(body, nameOf),
                before: before && (await charterTerms(before, nameOf)),
                survival: before && (await survivalView(turn, body, before)),
                digits: charterDigits(idOfPaper(paper)),
            },
            notBefore: undefined,
        };
    }

    /**
     * Whether it could get its signatures yet, beside another one: who has signed a later version and not this one will not sign this one
     * any more. Nobody goes from the later to the earlier in this way, or two could free each other and complete both.
     */
    #canStillHappen(paper: Paper, other: Paper): boolean {
        const [one, two] = [charterIn(paper).body.createdAt, charterIn(other).body.createdAt];
        if (one > two || (one === two && idOfPaper(paper) > idOfPaper(other))) return true;
        const charter = this.#judgeOf(paper);
        if (charter === undefined) return false;
        const possible = charter.officers.filter(({ key }) => hasSigned(paper, key) || !hasSigned(other, key));
        if (isFirst(paper)) return possible.length === charter.officers.length;
        return isMetBy(charter.quorum, possible.map(asSigner), { parties: partyCodesOf(charter), party: undefined });
    }

    async #judgeAmendment(paper: Paper): Promise<PaperRefusal> {
        const { charters } = this.#world.turn;
        const version = charterIn(paper);
        const previous = version.body.previous as ObjectHash;
        if (paper.objects.length !== 1) return 'againstTheRules';
        if (charters?.find(previous) === undefined) return 'tooEarly';
        if (previous !== charters.headId) return 'olderCharter';
        const refusal = refusalOf(
            await checkCharter(version, charters.signed.versions.at(-1)),
            this.hasSay(paper, firstOf(paper), paper.proposer),
        );
        return refusal === 'none' && !this.#isReasonable(version.body) ? 'againstTheRules' : refusal;
    }

    /** A version dated far ahead could never be followed by another one, and rules that nobody can meet never changed. */
    #isReasonable(charter: Charter): boolean {
        return charter.createdAt <= hoursAfter(this.#world.turn.hour(), mostHoursAhead) && unmetRule(charter) === undefined;
    }

    /** Whose officers sign: of version 1 its own, later those of the version before. */
    #judgeOf(paper: Paper): Charter | undefined {
        const { body } = charterIn(paper);
        return body.previous === undefined ? body : this.#world.turn.charters?.find(body.previous);
    }

    async #take(before: CharterChain, version: CoSigned<Charter>): Promise<void> {
        const { turn } = this.#world;
        const { charters, admission } = turn;
        const chain = await CharterChain.verify({ versions: [...before.signed.versions, version] });
        if (charters === undefined || !(chain instanceof CharterChain)) return;
        const adopted = adoptedCharters(
            {
                charters,
                admission,
                alarm: (alarm) => {
                    turn.alarm(alarm);
                },
            },
            chain,
        );
        if (adopted === undefined || adopted === charters) return;
        await turn.save({ ...turn.device, charters: encodeObject(signedCharterChainCodec, adopted.signed) });
    }

    /** To sign a version is to accept it. */
    async #markSigned(version: CoSigned<Charter>): Promise<void> {
        const { writer, session } = this.#world.turn;
        const acceptedCharter = bytesOf(idOfSigned(charterCodec, version));
        const signers = version.signatures.map(({ signer }) => signer);
        const { turn } = this.#world;
        if (signers.includes(turn.ownKey)) await turn.save({ ...turn.device, acceptedCharter });
        for (const { key, value } of await writer.list(bucket.people)) {
            const person = storedPersonRecord.decode(value);
            const { device } = decodeCoSigned(admissionCodec, person.admission).body;
            if (signers.includes(device))
                storedPersonRecord.put(writer, bucket.people, key, { ...person, acceptedAt: session.hour(), acceptedCharter });
        }
    }
}

function charterIn(paper: Paper): CoSigned<Charter> {
    return firstOf(paper).as(charterCodec) as CoSigned<Charter>;
}

function isFirst(paper: Paper): boolean {
    return charterIn(paper).body.previous === undefined;
}
