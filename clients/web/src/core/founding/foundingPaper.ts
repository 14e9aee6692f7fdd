import { storedPersonRecord } from '../admissions/storedPerson.ts';
import { CharterFailure } from '../amendments/charterFailure.ts';
import { readDraft } from '../amendments/charterFile.ts';
import { applyDraft } from '../amendments/draftReader.ts';
import { encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { decodeObject, encodeObject, idOfObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { openCharterPaper } from '../papers/charterPapers.ts';
import { EarlyLetters } from '../papers/earlyLetters.ts';
import { firstOf, idOfPaper, objectsOf, type Paper } from '../papers/paper.ts';
import type { PaperDraft } from '../papers/paperDraft.ts';
import { PaperObject } from '../papers/paperObject.ts';
import type { PaperRefusal } from '../papers/paperRefusal.ts';
import type { PaperFounding, PaperWorld } from '../papers/paperWorld.ts';
import { bucket } from '../sync/bucket.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { charterCodec, findOfficer, type Charter } from '../trust/charter.ts';
import { CharterChain } from '../trust/charterChain.ts';
import { countersignatureCodec } from '../trust/countersignature.ts';
import { parseFoundingLink } from '../trust/foundingLink.ts';
import { LetterKind } from '../trust/letter.ts';
import { mailboxCardCodec } from '../trust/mailboxCard.ts';
import { areSameName } from '../trust/nameRules.ts';
import type { Officer } from '../trust/officer.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { founderAdmission } from './founderAdmission.ts';
import { FoundingDesk } from './foundingDesk.ts';
import { hangTogether, keepsTheLink } from './foundingRules.ts';

// Version 1 of the Charter and the admissions of all founders as one paper: what is proposed, whether it may be signed, and what follows
// when all have.

export const foundingPaper: PaperFounding = { judge, isMet, complete };

/**
 * The paper that asks all founders for their signatures: an edited draft, or the Charter as it was planned.
 * @throws a ToldFailure when somebody or something is missing.
 */
export async function drawFoundingPaper({ turn }: PaperWorld, json: string | undefined, note: string): Promise<PaperDraft> {
    const desk = new FoundingDesk(turn);
    const planned = await desk.draft();
    const about = await desk.contacts();
    const founders = [{ device: turn.ownKey, name: turn.device.name }, ...about];
    const find = (name: string) => founders.find((one) => areSameName(one.name, name))?.device;
    const charter = json === undefined ? planned : applyDraft(readDraft(json), planned, find);
    // What the links promised: no founder's device would take another.
    if (charter.title !== planned.title) throw new CharterFailure('draft-text');
    if (!isSame(charter.officers, planned.officers)) throw new CharterFailure('draft-officer');
    const id = idOfObject(charterCodec, charter);
    const admissions = charter.officers.map((officer) => founderAdmission(id, officer, turn.hour()));
    const objects = [
        PaperObject.of(charterCodec, { body: charter, signatures: [] }),
        ...admissions.map((body) => PaperObject.of(admissionCodec, { body, signatures: [] })),
    ];
    return { kind: PaperKind.charter, objects, about, note, checklist: undefined };
}

function isSame(some: readonly Officer[], others: readonly Officer[]): boolean {
    const isIn = ({ key, party, roles }: Officer) => others.some((one) => one.key === key && one.party === party && one.roles === roles);
    return some.length === others.length && some.every(isIn);
}

/** Tells of founders who signed something else than what this device has: their letters name a paper that never came. */
export async function watchOthers(world: PaperWorld): Promise<void> {
    const { turn } = world;
    const paper = turn.device.stage === 'gathering' ? await openCharterPaper(turn) : undefined;
    if (paper === undefined) return;
    const { body } = charterIn(paper);
    const isAnotherSigned = (await new EarlyLetters(world).all()).some(
        ({ letter }) =>
            letter.kind === LetterKind.countersignature &&
            findOfficer(body, letter.sender) !== undefined &&
            decodeObject(countersignatureCodec, letter.body).paper !== idOfPaper(paper),
    );
    if (isAnotherSigned) turn.alarm('other-charter-signed');
}

async function judge(world: PaperWorld, paper: Paper): Promise<PaperRefusal> {
    const { turn, book } = world;
    const { body } = charterIn(paper);
    if (turn.device.stage !== 'gathering') return 'anotherDialogue';
    if (turn.device.foundingAnswer !== undefined) {
        const link = await parseFoundingLink(turn.device.foundingAnswer.link);
        if (paper.proposer !== link.inviter) return 'noSay';
        const open = await openCharterPaper(turn);
        // The first founder has not withdrawn the one that came before: nobody signs before all compared the digits again.
        if (open !== undefined && idOfPaper(open) !== idOfPaper(paper)) turn.alarm('second-charter');
        if (!keepsTheLink(body, link, turn.ownKey)) return 'againstTheRules';
    }
    const contacts = paper.proposer === turn.ownKey ? [...paper.contacts, book.own] : paper.contacts;
    const admissions = admissionsIn(paper).map((one) => one.body);
    return hangTogether(body, admissions, contacts, turn.hour()) ? 'none' : 'againstTheRules';
}

/** Whether all founders have signed Charter and admissions. */
async function isMet(paper: Paper): Promise<boolean> {
    const chain = await chainOf(paper);
    if (chain === undefined) return false;
    for (const one of admissionsIn(paper)) if ((await checkAdmissionSignatures(one, chain)) !== 'none') return false;
    return true;
}

/** Every founder's device assembles the chain and the own admission by itself. */
async function complete({ turn }: PaperWorld, paper: Paper): Promise<void> {
    const chain = (await chainOf(paper)) as CharterChain;
    const acceptedCharter = bytesOf(chain.headId);
    for (const admission of admissionsIn(paper)) {
        const { device } = admission.body;
        if (device === turn.ownKey) {
            await turn.save({
                ...turn.device,
                stage: 'admitted',
                charters: encodeObject(signedCharterChainCodec, chain.signed),
                admission: encodeCoSigned(admissionCodec, admission),
                acceptedCharter,
                plan: undefined,
                foundingAnswer: undefined,
            });
            continue;
        }
        // Judged before anybody signed: every officer has a contact.
        const { card, name } = paper.contacts.find((one) => one.device === device) as Paper['contacts'][number];
        storedPersonRecord.put(turn.writer, bucket.people, bytesOf(idOfAdmission(admission)), {
            admission: encodeCoSigned(admissionCodec, admission),
            card: encodeObject(mailboxCardCodec, card),
            name,
            acceptedAt: turn.hour(),
            acceptedCharter,
            earlier: undefined,
        });
    }
    for (const name of [bucket.founders, bucket.foundingLinks]) turn.writer.clear(name);
}

async function chainOf(paper: Paper): Promise<CharterChain | undefined> {
    const chain = await CharterChain.verify({ versions: [charterIn(paper)] });
    return chain instanceof CharterChain ? chain : undefined;
}

function charterIn(paper: Paper): CoSigned<Charter> {
    return firstOf(paper).as(charterCodec) as CoSigned<Charter>;
}

function admissionsIn(paper: Paper): readonly CoSigned<Admission>[] {
    return objectsOf(paper, admissionCodec);
}
