import type { PaperRefusal } from './paperRefusal.ts';

/** The refusals as the worker's problems. */
const problems = {
    tooEarly: 'paper-too-early',
    anotherDialogue: 'paper-another-dialogue',
    olderCharter: 'paper-older-charter',
    noSay: 'paper-no-say',
    cutOff: 'paper-cut-off',
    notForThisDevice: 'paper-not-for-this-device',
    falseSignature: 'paper-false-signature',
    strangerSigned: 'paper-stranger-signed',
    changed: 'paper-changed',
    wrongHour: 'paper-wrong-hour',
    tooMany: 'paper-too-many',
    againstTheRules: 'paper-against-the-rules',
} as const satisfies Record<Exclude<PaperRefusal, 'none'>, string>;

/** A refusal as a person is told of it. */
export type RefusalProblem = (typeof problems)[keyof typeof problems];

/** How a person is told of a refusal. */
export function problemOfRefusal(refusal: Exclude<PaperRefusal, 'none'>): RefusalProblem {
    return problems[refusal];
}
