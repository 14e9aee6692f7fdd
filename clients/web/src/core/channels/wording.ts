import type { CharterChain } from '../trust/charterChain.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import type { ChannelState } from './channelState.ts';
import { namesOf } from './profiles.ts';
import type { PartyView } from './views.ts';

/** Who this device is, as far as lines are shown. */
export type OwnPerson = {
    readonly admission: ObjectHash;
    /** Own admissions that this one replaced. */
    readonly replaced: readonly ObjectHash[];
    readonly name: string;
    readonly party: PartyCode | undefined;
};

/** How people and sides of a channel are shown: names are those of the newest signed profiles, sides those of the Charter. */
export class Wording {
    readonly #names: ReadonlyMap<ObjectHash, string>;
    readonly #parties: ReadonlyMap<string, PartyView>;
    readonly #own: OwnPerson;

    constructor(state: ChannelState, charters: CharterChain, own: OwnPerson) {
        this.#names = namesOf(state);
        this.#parties = new Map(charters.head.parties.map(({ code, title }, mark) => [code, { code, title, mark }]));
        this.#own = own;
    }

    /** The name of an admission; empty while no profile has arrived. */
    nameOf(admission: ObjectHash): string {
        return this.#names.get(admission) ?? (this.isOwn(admission) ? this.#own.name : '');
    }

    /** The side of a party code; undefined for neutral people. */
    partyOf(party: PartyCode | string | undefined): PartyView | undefined {
        return party === undefined ? undefined : this.#parties.get(party);
    }

    isOwn(admission: ObjectHash | undefined): boolean {
        return admission !== undefined && (admission === this.#own.admission || this.#own.replaced.includes(admission));
    }
}
