import { equalBytes } from '../bytes.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { mostHoursAhead } from '../papers/charterEffect.ts';
import { firstOf } from '../papers/paper.ts';
import type { PaperDraft } from '../papers/paperDraft.ts';
import { PaperObject } from '../papers/paperObject.ts';
import { PaperShelf } from '../papers/paperShelf.ts';
import type { DeviceTurn } from '../sync/deviceTurn.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { changesWhoDecides, charterCodec, CharterLimits, findOfficer, type Charter } from '../trust/charter.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { areSameName } from '../trust/nameRules.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { PaperKind } from '../trust/paperKind.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';
import { CharterFailure } from './charterFailure.ts';
import { readDraft } from './charterFile.ts';
import { applyDraft } from './draftReader.ts';
import { knownAdmissions, type KnownAdmission } from './knownAdmissions.ts';

// Writes the next version of the Charter: an officer's draft, chained to the version in force, with the admissions that stay valid.

/**
 * The paper that asks the quorum of the version in force for signatures; admissions of those named in `without` are not listed.
 * @throws CharterFailure when nothing can be proposed.
 */
export async function drawAmendment(turn: DeviceTurn, json: string, without: readonly string[], note: string): Promise<PaperDraft> {
    const charters = requireOfficer(turn);
    const { head, headId } = charters;
    const known = await knownAdmissions(turn);
    const model: Charter = {
        ...head,
        version: head.version + 1,
        previous: headId,
        survivingAdmissions: [],
        createdAt: await hourOfDraft(turn, charters),
    };
    const next = applyDraft(readDraft(json), model, (name) => deviceNamed(known, name));
    if (isSame(next, head)) throw new CharterFailure('draft-unchanged');
    const body = { ...next, survivingAdmissions: survivors(next, head, known, without) };
    const objects = [PaperObject.of(charterCodec, { body, signatures: [] })];
    return { kind: PaperKind.charter, objects, about: [], note, checklist: undefined };
}

/** Later than whatever else waits for signatures, so that its signers are free for this one once that cannot come true. */
async function hourOfDraft(turn: DeviceTurn, { head, headId }: CharterChain): Promise<UnixHour> {
    const open = (await new PaperShelf(turn).all()).filter(({ state }) => state === 'open');
    const hours = open
        .map((paper) => firstOf(paper).as(charterCodec)?.body)
        .filter((other) => other?.previous === headId)
        .map((other) => (other as Charter).createdAt)
        .filter((hour) => hour < hoursAfter(turn.hour(), mostHoursAhead))
        .map((hour) => hoursAfter(hour, 1));
    return Math.max(head.createdAt, turn.hour(), ...hours) as UnixHour;
}

function requireOfficer(turn: DeviceTurn): CharterChain {
    const { charters, ownKey } = turn;
    const mayPropose = charters !== undefined && findOfficer(charters.head, ownKey) !== undefined;
    if (!mayPropose || charters.head.version === CharterLimits.versions) throw new CharterFailure('not-allowed');
    return charters;
}

function isSame(next: Charter, { version, previous, survivingAdmissions, createdAt, ...rest }: Charter): boolean {
    const same = { ...next, version, previous, survivingAdmissions, createdAt };
    const head = { version, previous, survivingAdmissions, createdAt, ...rest };
    return equalBytes(encodeObject(charterCodec, same), encodeObject(charterCodec, head));
}

/** The device of the one person of a name; undefined for nobody or several. */
function deviceNamed(known: readonly KnownAdmission[], name: string) {
    const found = known.filter((one) => areSameName(one.name, name)).map(({ admission }) => admission.body.device);
    return new Set(found).size === 1 ? found[0] : undefined;
}

function survivors(next: Charter, head: Charter, known: readonly KnownAdmission[], without: readonly string[]): readonly ObjectHash[] {
    if (!changesWhoDecides(next, head)) {
        // Every admission stays valid; to take somebody out is another step.
        if (without.length > 0) throw new CharterFailure('draft-without');
        return [];
    }
    const gone = new Set(without.flatMap((name) => peopleNamed(known, next, name)));
    const staying = known.filter(({ admission }) => !gone.has(admission.body.person));
    const ids = staying.map(({ admission }) => idOfAdmission(admission)).sort();
    if (ids.length > CharterLimits.survivingAdmissions) throw new CharterFailure('draft-without');
    return ids;
}

function peopleNamed(known: readonly KnownAdmission[], next: Charter, name: string): readonly PersonTag[] {
    const found = known.filter((one) => areSameName(one.name, name)).map(({ admission }) => admission.body);
    const isOfficer = found.some(({ device }) => findOfficer(next, device) !== undefined);
    if (found.length === 0 || isOfficer) throw new CharterFailure('draft-without');
    return found.map(({ person }) => person);
}
