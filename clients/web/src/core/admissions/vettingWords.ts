import { CounselAnswer } from '../trust/counselAnswer.ts';
import { Standing } from '../trust/standing.ts';
import { hourOf, timeOf, unixHour } from '../trust/unixHour.ts';
import type { VettingChecklist } from '../trust/vettingChecklist.ts';
import { plainText } from './plainText.ts';
import type { CounselWord, StandingWord, VettingView } from './views.ts';

const standings: readonly (readonly [Standing, StandingWord])[] = [
    [Standing.nonOfficial, 'non-official'],
    [Standing.formerOfficial, 'former-official'],
    [Standing.officialInPersonalCapacity, 'official-in-personal-capacity'],
];

const answers: readonly (readonly [CounselAnswer, CounselWord])[] = [
    [CounselAnswer.yes, 'yes'],
    [CounselAnswer.withConditions, 'conditions'],
    [CounselAnswer.no, 'no'],
];

const textCharacters = 1000;
const listCharacters = 64;

/** The checklist as people read it. */
export function vettingView({ standing, acceptability, legal }: VettingChecklist): VettingView {
    return {
        standing: wordOf(standings, standing),
        acceptability,
        counsel: wordOf(answers, legal.answer),
        listVersion: legal.listVersion,
        conditions: legal.conditions,
        nextReview: timeOf(legal.nextReview),
    };
}

/** The checklist as it travels. @throws DeskFailure when a text is too long. */
export function vettingOf(view: VettingView): VettingChecklist {
    return {
        standing: valueOf(standings, view.standing),
        acceptability: plainText(view.acceptability, textCharacters),
        legal: {
            answer: valueOf(answers, view.counsel),
            listVersion: plainText(view.listVersion, listCharacters),
            conditions: plainText(view.conditions, textCharacters),
            nextReview: view.nextReview > 0 ? hourOf(view.nextReview) : unixHour(0),
        },
    };
}

function wordOf<T, Word>(words: readonly (readonly [T, Word])[], value: T): Word {
    return (words.find(([one]) => one === value) as readonly [T, Word])[1];
}

function valueOf<T, Word>(words: readonly (readonly [T, Word])[], word: Word): T {
    return (words.find(([, one]) => one === word) as readonly [T, Word])[0];
}
