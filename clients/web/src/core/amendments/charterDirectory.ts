import { drawFoundingPaper } from '../founding/foundingPaper.ts';
import type { PaperDirectory } from '../papers/paperDirectory.ts';
import { PaperDesk } from '../papers/paperDesk.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { DeviceTurn } from '../sync/deviceTurn.ts';
import { drawAmendment } from './amendmentDesk.ts';
import { CharterFailure } from './charterFailure.ts';
import { CharterReader } from './charterReader.ts';
import type { CharterView } from './views.ts';

const noteCharacters = 1000;

/** What somebody wants changed: a draft (of version 1, undefined for what was planned), whose admissions end with it, and a note for the signers. */
export type Amendment = { readonly draft: string | undefined; readonly without: readonly string[]; readonly note: string };

/** What this device does with the Charter, for whoever shows it; each step is one transaction. */
export class CharterDirectory {
    readonly #session: DeviceSession;
    readonly #papers: PaperDirectory;

    constructor(session: DeviceSession, papers: PaperDirectory) {
        this.#session = session;
        this.#papers = papers;
    }

    /** The version in force, or the one that waits for signatures. @throws CharterFailure when there is none. */
    show(proposed: boolean): Promise<CharterView> {
        return this.#take((world) => new CharterReader(world).show(proposed));
    }

    /** What all signers compare. @throws CharterFailure when there is no Charter. */
    toCompare(): Promise<CharterView> {
        return this.#take((world) => new CharterReader(world).toCompare());
    }

    /** The version in force as a draft to edit. @throws CharterFailure when there is none. */
    draft(): Promise<string> {
        return this.#take((world) => new CharterReader(world).draft());
    }

    /** Signs the next version and asks the quorum for its signatures; version 1 all founders. @throws CharterFailure or PaperFailure when nothing was proposed. */
    async propose({ draft, without, note }: Amendment): Promise<CharterView> {
        const text = acceptable(note);
        const view = await this.#take(async (world) => {
            if (world.turn.device.plan === undefined) {
                await new PaperDesk(world).propose(await drawAmendment(world.turn, draft ?? '', without, text));
            } else {
                // Nobody is admitted yet who could be left out.
                if (without.length > 0) throw new CharterFailure('draft-without');
                await new PaperDesk(world).propose(await drawFoundingPaper(world, draft, text));
            }
            return new CharterReader(world).toCompare();
        });
        this.#session.doorbell.ring();
        await this.#papers.changed();
        return view;
    }

    /** Accepts the version in force by signature and tells its officers. @throws CharterFailure when nobody can be told. */
    async accept(): Promise<CharterView> {
        const view = await this.#take((world) => new CharterReader(world).accept());
        this.#session.doorbell.ring();
        return view;
    }

    #take<T>(body: (world: PaperWorld) => Promise<T>): Promise<T> {
        return DeviceTurn.take(this.#session, (turn) => body(this.#papers.world(turn)));
    }
}

/** Lone surrogates would not survive UTF-8; better refused than changed. */
function acceptable(typed: string): string {
    const text = typed.normalize('NFC').trim();
    if (text.length > noteCharacters || /\p{Surrogate}/u.test(text)) throw new CharterFailure('text-too-long');
    return text;
}
