import { DeskFailure } from '../admissions/deskFailure.ts';
import type { HandedLink } from '../admissions/views.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { DeviceTurn } from '../sync/deviceTurn.ts';
import type { Letter } from '../trust/letter.ts';
import { parsePartyCode } from '../trust/partyCode.ts';
import { rolesOf, type RoleWord } from '../trust/roleWords.ts';
import { formatClosingKey } from '../wire/closingKey.ts';
import { FoundingDesk, inviteFounder } from './foundingDesk.ts';
import type { FounderView, SideView } from './views.ts';

/** Who founds the dialogue changed. */
export type FounderNews = { readonly news: 'founders'; readonly founders: readonly FounderView[] };

/** What this device does with founders before there is a Charter, for whoever shows them; each step is one transaction. */
export class FoundingDirectory {
    readonly #session: DeviceSession;
    readonly #tell: (news: FounderNews) => void;
    #isTold = true;

    /** `tell` gets the founders whenever one answered. */
    constructor(session: DeviceSession, tell: (news: FounderNews) => void) {
        this.#session = session;
        this.#tell = tell;
    }

    /** Makes a link for another founder. @throws DeskFailure or CharterFailure when none was made. */
    async invite(roles: readonly RoleWord[], party: string | undefined, hours: number): Promise<HandedLink> {
        const code = party === undefined ? undefined : parsePartyCode(party);
        if (party !== undefined && code === undefined) throw new DeskFailure('not-found');
        return inviteFounder(this.#session, rolesOf(roles), code, hours);
    }

    /** The founders so far, this device's person first. @throws DeskFailure when this device gathers none. */
    founders(): Promise<readonly FounderView[]> {
        return this.#take((desk) => desk.founders());
    }

    /** The sides as they were planned. @throws DeskFailure when this device gathers no founders. */
    sides(): Promise<readonly SideView[]> {
        return this.#take((desk) => Promise.resolve(desk.sides()));
    }

    /** Goes on without a founder, who is told. @throws DeskFailure when there is none. */
    async drop(id: string): Promise<undefined> {
        await this.#take((desk) => desk.drop(id));
        this.#session.doorbell.ring();
        return undefined;
    }

    /** What the relay's operator needs to erase the dialogue, in words for paper. @throws DeskFailure when this device did not open it. */
    async closingKey(): Promise<string> {
        const { management } = this.#session.device;
        if (management === undefined) throw new DeskFailure('not-found');
        return formatClosingKey(management.closingKey);
    }

    /** A founder's key and mailbox came. @throws MalformedObjectException when it was not awaited, or does not hold. */
    async received(turn: DeviceTurn, letter: Letter): Promise<void> {
        await new FoundingDesk(turn).requested(letter);
        this.#isTold = false;
    }

    /** Tells the founders if one answered since it was told. */
    async tellNew(): Promise<void> {
        const isTold = this.#isTold;
        this.#isTold = true;
        if (isTold || this.#session.device.plan === undefined) return;
        this.#tell({ news: 'founders', founders: await this.founders() });
    }

    #take<T>(body: (desk: FoundingDesk) => Promise<T>): Promise<T> {
        return DeviceTurn.take(this.#session, (turn) => body(new FoundingDesk(turn)));
    }
}
