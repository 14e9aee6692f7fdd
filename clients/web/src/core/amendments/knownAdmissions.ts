import { devicesInChannels } from '../admissions/deviceDirectory.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import type { SurvivalView } from '../papers/views.ts';
import type { DeviceTurn } from '../sync/deviceTurn.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { changesWhoDecides, type Charter } from '../trust/charter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';

/** An admission and the name that goes with it. */
export type KnownAdmission = { readonly admission: CoSigned<Admission>; readonly name: string };

/**
 * Everybody's admission that this device knows and that is valid now, with names: what an amendment keeps or lets go. Of a further device
 * the earlier admissions, too, on which it stands.
 */
export async function knownAdmissions({ writer, admission, device, charters }: DeviceTurn): Promise<readonly KnownAdmission[]> {
    if (charters === undefined) return [];
    const own = admission === undefined ? [] : [{ admission, name: device.name }];
    const all = [...own, ...(await PeopleDirectory.read(writer)).all, ...(await devicesInChannels(writer))];
    const known = new Map<ObjectHash, KnownAdmission>();
    for (const { admission: last, name } of all) {
        for (const one of withEarlier(last)) {
            const id = idOfAdmission(one);
            if (!known.has(id) && (await checkAdmissionSignatures(one, charters)) === 'none') known.set(id, { admission: one, name });
        }
    }
    return [...known.values()];
}

/** Who stays and who does not; undefined where every admission stays valid. */
export async function survivalView(turn: DeviceTurn, after: Charter, before: Charter): Promise<SurvivalView | undefined> {
    if (!changesWhoDecides(after, before)) return undefined;
    const all = await knownAdmissions(turn);
    const listed = new Set(after.survivingAdmissions);
    const isListed = ({ admission }: KnownAdmission) => listed.has(idOfAdmission(admission));
    const ending = namesOf(all.filter((one) => !isListed(one)));
    const staying = namesOf(all.filter(isListed)).filter((name) => !ending.includes(name));
    return { staying, ending, unknown: listed.size - all.filter(isListed).length };
}

function namesOf(admissions: readonly KnownAdmission[]): readonly string[] {
    return [...new Set(admissions.map(({ name }) => name))].sort();
}

function withEarlier(admission: CoSigned<Admission>): readonly CoSigned<Admission>[] {
    const { earlier } = admission.body;
    return earlier === undefined ? [admission] : [...withEarlier(earlier), admission];
}
