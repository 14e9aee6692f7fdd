import { charterCodec } from '../trust/charter.ts';
import type { DeviceTurn } from '../sync/deviceTurn.ts';
import { firstOf, isWaiting, type Paper } from './paper.ts';
import { PaperShelf } from './paperShelf.ts';

/** The newest version of the Charter that waits for signatures and could still be completed here. */
export async function openCharterPaper(turn: DeviceTurn): Promise<Paper | undefined> {
    const isOpen = (paper: Paper) => {
        const charter = firstOf(paper).as(charterCodec)?.body;
        return charter !== undefined && isWaiting(paper, turn.hour()) && charter.previous === turn.charters?.headId;
    };
    return (await new PaperShelf(turn).all()).findLast(isOpen);
}
