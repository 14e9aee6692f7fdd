import { announceAdmission } from '../admissions/admissionNotices.ts';
import { grants } from '../admissions/grants.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { admissionCodec, type Admission } from '../trust/admission.ts';
import { admissionSigner, checkAdmissionSignatures, ruleOfAdmission } from '../trust/admissionRules.ts';
import type { Charter } from '../trust/charter.ts';
import type { Contact } from '../trust/contact.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { areSameName, lookAlike } from '../trust/nameRules.ts';
import { capacityView } from './admissionWords.ts';
import { missingSigners } from './missingSigners.ts';
import { firstOf, hasSigned, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import { PaperFailure } from './paperFailure.ts';
import type { PaperObject } from './paperObject.ts';
import { refusalOf, type PaperRefusal } from './paperRefusal.ts';
import type { PaperWords } from './paperWords.ts';
import type { PaperWorld } from './paperWorld.ts';

/**
 * The admission of one device: of a new person by the admission rule, of a further device by the device rule. When it is complete the
 * host tells the applicant and the other officers, and facilitators tell their plenaries.
 */
export class AdmissionEffect implements PaperEffect {
    readonly waitsForObjections = true;
    readonly outlivesWithdrawal = false;
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    async judge(paper: Paper): Promise<PaperRefusal> {
        const { charters } = this.#world.turn;
        if (paper.objects.length !== 1) return 'againstTheRules';
        if (charters === undefined) return 'tooEarly';
        const admission = admissionIn(paper);
        const refusal = refusalOf(await checkAdmissionSignatures(admission, charters), this.hasSay(paper, firstOf(paper), paper.proposer));
        if (refusal !== 'none') return refusal;
        if (admission.body.charter !== charters.headId) return 'olderCharter';
        return this.#world.turn.hour() >= admission.body.notAfter ? 'againstTheRules' : 'none';
    }

    hasSay(paper: Paper, _: PaperObject, device: DeviceKey): boolean {
        const charter = this.#charterOf(paper);
        return charter !== undefined && admissionSigner(device, admissionIn(paper).body, charter) !== undefined;
    }

    signers(paper: Paper): readonly DeviceKey[] {
        const officers = this.#charterOf(paper)?.officers.map(({ key }) => key) ?? [];
        const { earlier } = admissionIn(paper).body;
        const all = earlier === undefined ? officers : [...officers, earlier.body.device];
        return [...new Set(all)].filter((device) => this.hasSay(paper, firstOf(paper), device));
    }

    missing(paper: Paper): readonly DeviceKey[] {
        const charter = this.#charterOf(paper);
        if (charter === undefined) return [];
        const { body } = admissionIn(paper);
        const { rule, subject } = ruleOfAdmission(body, charter);
        const possible = this.signers(paper)
            .map((device) => admissionSigner(device, body, charter))
            .filter((one) => one !== undefined);
        return missingSigners(rule, subject, possible, (device) => hasSigned(paper, device));
    }

    async isMet(paper: Paper): Promise<boolean> {
        const { charters } = this.#world.turn;
        return charters !== undefined && (await checkAdmissionSignatures(admissionIn(paper), charters)) === 'none';
    }

    async requireSignable(paper: Paper): Promise<void> {
        const { writer, admission: own, device } = this.#world.turn;
        const { person, earlier } = admissionIn(paper).body;
        const cuts = await KnownCuts.read(writer);
        // A07: a device that was cut off vouches for no other; whoever has it may have asked.
        const isByCut = earlier !== undefined && hasSigned(paper, earlier.body.device) && cuts.covers(earlier, undefined);
        if (isByCut) throw new PaperFailure('not-allowed');
        const people = await PeopleDirectory.read(writer);
        // A07: nobody knows who compared the digits there.
        if (people.isCutOff(paper.proposer)) throw new PaperFailure('paper-cut-off');
        const name = contactIn(paper)?.name ?? '';
        const others = people.all
            .filter(({ admission }) => admission.body.person !== person && !cuts.coversPersonOf(admission))
            .map((one) => one.name);
        if (own?.body.person !== person) others.push(device.name);
        // A10: a name that can be taken for another's is how the wrong person is let in.
        if (others.some((other) => areSameName(name, other) || lookAlike(name, other))) throw new PaperFailure('name-looks-alike');
    }

    async complete(paper: Paper): Promise<void> {
        const { turn } = this.#world;
        const admission = admissionIn(paper);
        const contact = contactIn(paper);
        if (paper.proposer === turn.ownKey && contact !== undefined) await grants.send(this.#world, paper, admission, contact);
        await announceAdmission(turn.session, turn.writer, admission, contact?.name ?? '');
    }

    async withdrawn(paper: Paper): Promise<void> {
        if (paper.proposer === this.#world.turn.ownKey) await grants.takeBack(this.#world, paper);
    }

    describe(paper: Paper): Promise<PaperWords> {
        const { body } = admissionIn(paper);
        const name = contactIn(paper)?.name ?? '';
        const type = body.earlier === undefined ? 'admission' : 'further-device';
        const capacity = capacityView(body, this.#world.turn.charters);
        return Promise.resolve({ about: name, terms: { type, name, capacity }, notBefore: body.notBefore });
    }

    #charterOf(paper: Paper): Charter | undefined {
        return this.#world.turn.charters?.find(admissionIn(paper).body.charter);
    }
}

function admissionIn(paper: Paper): CoSigned<Admission> {
    return firstOf(paper).as(admissionCodec) as CoSigned<Admission>;
}

function contactIn(paper: Paper): Contact | undefined {
    const { device } = admissionIn(paper).body;
    return paper.contacts.find((one) => one.device === device);
}
