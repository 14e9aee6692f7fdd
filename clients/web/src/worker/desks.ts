import { toldOfAdmission } from '../core/admissions/peopleDirectory.ts';
import { MalformedObjectException } from '../core/cbor/malformedObjectException.ts';
import { PaperDirectory, type PaperNews } from '../core/papers/paperDirectory.ts';
import type { PaperFounding } from '../core/papers/paperWorld.ts';
import type { DeviceSession } from '../core/sync/deviceSession.ts';
import type { DeviceTurn } from '../core/sync/deviceTurn.ts';
import type { DeskLetterIntake } from '../core/sync/mailboxSync.ts';
import { LetterKind, type Letter } from '../core/trust/letter.ts';

/** A device that is admitted founds no dialogue. */
const founding: PaperFounding = {
    judge: () => Promise.resolve('anotherDialogue'),
    isMet: () => Promise.resolve(false),
    complete: () => Promise.resolve(),
};

/** The desks of a device whose person signs for others; loaded when there is something on them. */
export class Desks implements DeskLetterIntake {
    readonly papers: PaperDirectory;

    constructor(session: DeviceSession, tell: (news: PaperNews) => void) {
        this.papers = new PaperDirectory(session, founding, tell);
    }

    keep(turn: DeviceTurn, letter: Letter): Promise<void> {
        switch (letter.kind) {
            case LetterKind.proposal:
            case LetterKind.countersignature:
            case LetterKind.remark:
                return this.papers.received(turn, letter);
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
