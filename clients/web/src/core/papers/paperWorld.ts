import { AddressBook } from '../admissions/addressBook.ts';
import type { DeviceTurn } from '../sync/deviceTurn.ts';
import type { Paper } from './paper.ts';
import type { PaperRefusal } from './paperRefusal.ts';

/** Version 1 of the Charter with the founders' admissions: founding/foundingPaper. */
export interface PaperFounding {
    judge(world: PaperWorld, paper: Paper): Promise<PaperRefusal>;
    /** Whether all founders have signed Charter and admissions. */
    isMet(paper: Paper): Promise<boolean>;
    /** The device assembles the chain and the own admission by itself. */
    complete(world: PaperWorld, paper: Paper): Promise<void>;
}

/** What papers work with in one transaction. */
export type PaperWorld = {
    readonly turn: DeviceTurn;
    /** Whose mailbox is where. */
    readonly book: AddressBook;
    readonly founding: PaperFounding;
};

export function paperWorld(turn: DeviceTurn, founding: PaperFounding): PaperWorld {
    return { turn, book: new AddressBook(turn.session, turn.writer), founding };
}
