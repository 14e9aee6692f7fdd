import { PaperDesk } from '../papers/paperDesk.ts';
import { PaperObject } from '../papers/paperObject.ts';
import { idOfPaper } from '../papers/paper.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { admissionCodec } from '../trust/admission.ts';
import { findOfficer } from '../trust/charter.ts';
import { PaperKind } from '../trust/paperKind.ts';
import type { Roles } from '../trust/roles.ts';
import { beginOf, endOf, termsOf } from './admissionTerms.ts';
import { DeskFailure } from './deskFailure.ts';
import { PeopleDirectory } from './peopleDirectory.ts';
import type { AdmissionOptions } from './views.ts';

/**
 * Proposes a new admission of somebody who is in: the same person and device, by the admission rule, with another role or a later end.
 * The paper's id.
 * @throws DeskFailure or PaperFailure when nothing was proposed.
 */
export async function renewAdmission(
    world: PaperWorld,
    name: string,
    roles: Roles | undefined,
    options: AdmissionOptions,
): Promise<ObjectHash> {
    const { turn } = world;
    const { charters, ownKey } = turn;
    const terms = termsOf(options, turn.hour());
    const signer = charters && findOfficer(charters.head, ownKey);
    if (charters === undefined || signer === undefined) throw new DeskFailure('not-allowed');
    const { admission, card, name: chosen } = (await PeopleDirectory.read(turn.writer)).named(name);
    const { body } = admission;
    const cuts = await KnownCuts.read(turn.writer);
    const begin = beginOf(terms, turn.hour(), charters, { signer, party: body.party });
    const next = {
        ...body,
        charter: charters.headId,
        roles: roles ?? body.roles,
        notBefore: cuts.firstHour(body.person, begin),
        notAfter: endOf(terms, turn.hour()),
        earlier: undefined,
    };
    // A device that was cut off never comes back; its person does with another one.
    if (cuts.covers({ body: next, signatures: [] }, undefined)) throw new DeskFailure('not-allowed');
    const paper = await new PaperDesk(world).propose({
        kind: PaperKind.admission,
        objects: [PaperObject.of(admissionCodec, { body: next, signatures: [] })],
        about: [{ device: body.device, card, name: chosen }],
        note: terms.note,
        checklist: terms.checklist,
    });
    return idOfPaper(paper);
}
