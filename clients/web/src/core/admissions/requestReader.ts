import { opaqueOf } from '../cbor/opaque.ts';
import { partyView } from '../papers/admissionWords.ts';
import type { StoreReader } from '../storage/store.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { computeDigits } from '../trust/digits.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { roleList } from '../trust/roleWords.ts';
import { timeOf, type UnixHour } from '../trust/unixHour.ts';
import { invitationOf } from './admissionDesk.ts';
import { PeopleDirectory } from './peopleDirectory.ts';
import { bodyOf, isOpen, requestShelf, type KeptRequest } from './requestShelf.ts';
import type { PersonView, RequestDetails, RequestView } from './views.ts';

/** Reads what waits at the officer's desk, for whoever shows it. */
export class RequestReader {
    readonly #reader: StoreReader;
    readonly #charters: CharterChain;

    constructor(reader: StoreReader, charters: CharterChain) {
        this.#reader = reader;
        this.#charters = charters;
    }

    /** Who waits and who is in doubt, oldest first. */
    async pending(): Promise<readonly RequestView[]> {
        const open = (await requestShelf.all(this.#reader)).filter(isOpen);
        const views = await Promise.all(open.map((one) => this.view(one)));
        return views.sort((one, other) => one.askedAt - other.askedAt);
    }

    /** An open request with the officer's digits. @throws DeskFailure when there is none. */
    async details(id: string): Promise<RequestDetails> {
        const asked = await requestShelf.open(this.#reader, id);
        const { dialogue } = bodyOf(asked.record);
        return { request: await this.view(asked), digits: computeDigits(dialogue, asked.id, asked.record.nonce) };
    }

    async view({ id, record }: KeptRequest): Promise<RequestView> {
        const { name, hour } = bodyOf(record);
        const { party, roles, earlier } = await invitationOf(this.#reader, record);
        return {
            id,
            name,
            party: partyView(this.#charters.head, party as PartyCode | undefined),
            roles: roleList(roles),
            askedAt: timeOf(hour),
            inDoubt: record.state === 'in-doubt',
            differs: record.state === 'differ',
            forDevice: earlier !== undefined,
            paper: record.state === 'proposed' ? record.paper && opaqueOf(record.paper) : undefined,
        };
    }

    /** Everybody who can be added to channels or will be, each person once, in order of admission. */
    async people(now: UnixHour): Promise<readonly PersonView[]> {
        const directory = await PeopleDirectory.read(this.#reader);
        const current = directory.current();
        const first = current.filter((one, i) => current.findIndex((other) => personOf(other) === personOf(one)) === i);
        const views = first.map(async (one) => {
            const { party, roles, notBefore } = one.admission.body;
            return {
                name: one.name,
                party: partyView(this.#charters.head, party),
                roles: roleList(roles),
                from: timeOf(notBefore),
                objectedTo: (await directory.whyNotNow(one, now)) === 'objection-open',
            };
        });
        return Promise.all(views);
    }
}

function personOf({ admission }: { readonly admission: { readonly body: { readonly person: string } } }): string {
    return admission.body.person;
}
