import type { DeviceKey } from '../trust/deviceKey.ts';
import type { Paper } from './paper.ts';
import type { PaperObject } from './paperObject.ts';
import type { PaperRefusal } from './paperRefusal.ts';
import type { PaperWords } from './paperWords.ts';

/**
 * What a kind of paper means: who has a say, when it is complete, what happens then. One type for each `PaperKind`, found by
 * `findEffect`; whether signatures are enough is always the answer of the rules of trust and policy. Made for one transaction.
 */
export interface PaperEffect {
    /** Whether an open objection holds the effect back. */
    readonly waitsForObjections: boolean;

    /** Whether it happens in spite of a withdrawal when all signatures come: what several signed holds wherever it is shown. */
    readonly outlivesWithdrawal: boolean;

    /**
     * Judges what the objects say, whoever signed: dialogue, version of the Charter, what must hold before anybody signs. `tooEarly` when
     * it names a Charter that this device does not have yet.
     */
    judge(paper: Paper): Promise<PaperRefusal>;

    /** Whether a device's signature counts under one of the objects. Signatures without a say are left out of that object. */
    hasSay(paper: Paper, part: PaperObject, device: DeviceKey): boolean;

    /** Everybody whose signature could count: they get the paper, each signature and each remark. */
    signers(paper: Paper): readonly DeviceKey[];

    /** Those whose signature would bring it nearer to its end; none when the signatures are there. */
    missing(paper: Paper): readonly DeviceKey[];

    /** Whether the signatures are there. */
    isMet(paper: Paper): Promise<boolean>;

    /** Before this device proposes or signs: refuses what the person must settle first. @throws PaperFailure when it must not be signed now. */
    requireSignable(paper: Paper): Promise<void>;

    /** The effect, in the transaction that keeps the last signature. Happens once on each device. */
    complete(paper: Paper): Promise<void>;

    /** Further signatures came, whether they complete it or not. */
    countersigned?(paper: Paper): Promise<void>;

    /** The paper was withdrawn before it was complete. */
    withdrawn(paper: Paper): Promise<void>;

    /** What is signed, as the page puts it into words. */
    describe(paper: Paper): Promise<PaperWords>;
}
