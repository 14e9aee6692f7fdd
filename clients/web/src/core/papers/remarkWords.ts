import { RemarkKind } from '../trust/remarkKind.ts';
import type { RemarkView } from './views.ts';

const words: Readonly<Record<RemarkKind, RemarkView['kind']>> = {
    [RemarkKind.question]: 'question',
    [RemarkKind.answer]: 'answer',
    [RemarkKind.objection]: 'objection',
    [RemarkKind.objectionWithdrawn]: 'objection-withdrawn',
    [RemarkKind.withdrawn]: 'withdrawn',
    [RemarkKind.digitsDiffer]: 'digits-differ',
};

/** What kind of remark it is, for the page to put into words. */
export function remarkWord(kind: RemarkKind): RemarkView['kind'] {
    return words[kind];
}
