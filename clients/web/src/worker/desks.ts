import { AdmissionDirectory, type RequestNews } from '../core/admissions/admissionDirectory.ts';
import { CharterDirectory } from '../core/amendments/charterDirectory.ts';
import { PolicyDirectory } from '../core/channels/policyDirectory.ts';
import { StewardDirectory } from '../core/channels/stewardDirectory.ts';
import { drawFounder, finishFounding } from '../core/devices/founder.ts';
import { askForPassesIfLow } from '../core/devices/passDesk.ts';
import { PassSupply } from '../core/devices/passSupply.ts';
import { MalformedObjectException } from '../core/cbor/malformedObjectException.ts';
import { FoundingDirectory, type FounderNews } from '../core/founding/foundingDirectory.ts';
import { foundingPaper, watchOthers } from '../core/founding/foundingPaper.ts';
import { PaperDirectory, type PaperNews } from '../core/papers/paperDirectory.ts';
import type { DeviceSession } from '../core/sync/deviceSession.ts';
import type { DeviceTurn } from '../core/sync/deviceTurn.ts';
import type { DeskLetterIntake } from '../core/sync/mailboxSync.ts';
import { HomeCards } from '../core/texts/homeCards.ts';
import { TextDesk } from '../core/texts/textDesk.ts';
import { LetterKind, type Letter } from '../core/trust/letter.ts';

/** The desks of a device whose person signs for others; loaded when there is something on them. */
export class Desks implements DeskLetterIntake {
    /** A device that opens a dialogue. */
    static readonly drawFounder = drawFounder;

    readonly papers: PaperDirectory;
    readonly admissions: AdmissionDirectory;
    readonly charter: CharterDirectory;
    readonly founding: FoundingDirectory;
    readonly homeCards: HomeCards;
    readonly #supply: PassSupply;
    readonly #session: DeviceSession;

    constructor(session: DeviceSession, tell: (news: FounderNews | PaperNews | RequestNews) => void) {
        this.#session = session;
        this.papers = new PaperDirectory(session, foundingPaper, tell);
        this.admissions = new AdmissionDirectory(session, this.papers, tell);
        this.charter = new CharterDirectory(session, this.papers);
        this.founding = new FoundingDirectory(session, tell);
        this.homeCards = new HomeCards(session.store, () => session.now());
        this.#supply = new PassSupply(session);
    }

    /** What comes before letters: a dialogue that is to be opened. */
    beforeRound(): Promise<void> {
        return finishFounding(this.#session);
    }

    async keep(turn: DeviceTurn, letter: Letter): Promise<void> {
        switch (letter.kind) {
            case LetterKind.proposal:
            case LetterKind.countersignature:
            case LetterKind.remark:
                await this.papers.received(turn, letter);
                return watchOthers(this.papers.world(turn));
            case LetterKind.foundingRequest:
                return this.founding.received(turn, letter);
            case LetterKind.passRequest:
                return this.#supply.asked(turn.writer, letter);
            case LetterKind.joinRequest:
            case LetterKind.acceptance:
            case LetterKind.digitsDiffer:
            case LetterKind.officerNotice:
            case LetterKind.passes:
                return this.admissions.received(turn, letter);
            default:
                throw new MalformedObjectException('a letter of a kind that is not awaited');
        }
    }

    /** What facilitators set for these channels. */
    policies(channels: ConstructorParameters<typeof PolicyDirectory>[0]): PolicyDirectory {
        return new PolicyDirectory(channels);
    }

    /** The single text, its brackets, and what authors clear in these channels. */
    texts(channels: ConstructorParameters<typeof TextDesk>[0]): TextDesk {
        return new TextDesk(channels);
    }

    /** What stewards do with these channels. */
    stewards(channels: ConstructorParameters<typeof StewardDirectory>[0]): StewardDirectory {
        return new StewardDirectory(channels);
    }

    /** Tells what the letters of a round changed, and asks for what is running out, or gives it. */
    async afterRound(): Promise<void> {
        await this.papers.tellNew();
        await this.admissions.tellNew();
        await this.founding.tellNew();
        await this.#supply.run();
        await askForPassesIfLow(this.#session);
    }
}
