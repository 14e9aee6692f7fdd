import { toldOfAdmission } from '../core/admissions/peopleDirectory.ts';
import { CharterDirectory } from '../core/amendments/charterDirectory.ts';
import { MalformedObjectException } from '../core/cbor/malformedObjectException.ts';
import { foundingPaper, watchOthers } from '../core/founding/foundingPaper.ts';
import { PaperDirectory, type PaperNews } from '../core/papers/paperDirectory.ts';
import type { DeviceSession } from '../core/sync/deviceSession.ts';
import type { DeviceTurn } from '../core/sync/deviceTurn.ts';
import type { DeskLetterIntake } from '../core/sync/mailboxSync.ts';
import { LetterKind, type Letter } from '../core/trust/letter.ts';

/** The desks of a device whose person signs for others; loaded when there is something on them. */
export class Desks implements DeskLetterIntake {
    readonly papers: PaperDirectory;
    readonly charter: CharterDirectory;

    constructor(session: DeviceSession, tell: (news: PaperNews) => void) {
        this.papers = new PaperDirectory(session, foundingPaper, tell);
        this.charter = new CharterDirectory(session, this.papers);
    }

    async keep(turn: DeviceTurn, letter: Letter): Promise<void> {
        switch (letter.kind) {
            case LetterKind.proposal:
            case LetterKind.countersignature:
            case LetterKind.remark:
                await this.papers.received(turn, letter);
                return watchOthers(this.papers.world(turn));
            case LetterKind.officerNotice:
                return toldOfAdmission(turn.session, turn.writer, letter);
            default:
                throw new MalformedObjectException('a letter of a kind that is not awaited');
        }
    }

    /** Tells what the letters of a round changed. */
    afterRound(): Promise<void> {
        return this.papers.tellNew();
    }
}
