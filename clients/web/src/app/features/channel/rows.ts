import type { LineView } from '../../../worker/api.ts';
import { sameDay } from '../../i18n/times.ts';

/** What stands below each other in a talk. */
export type Row =
    | { readonly type: 'day'; readonly id: string; readonly at: number }
    | { readonly type: 'since'; readonly id: string }
    | { readonly type: 'line'; readonly id: string; readonly line: LineView };

/** Lines with the days and the mark of the last visit between them. */
export function rowsOf(lines: readonly LineView[], firstNew: string | undefined): readonly Row[] {
    return lines.flatMap((line, index): Row[] => {
        const before = lines[index - 1];
        const rows: Row[] = [{ type: 'line', id: line.id, line }];
        if (line.id === firstNew) {
            rows.unshift({ type: 'since', id: 'since' });
        }
        if (before === undefined || !sameDay(before.at, line.at)) {
            rows.unshift({ type: 'day', id: `day ${line.id}`, at: line.at });
        }
        return rows;
    });
}

/** The first words of others that came between the last visit and this one. */
export const firstNewOf = (lines: readonly LineView[], missed: { readonly after: number; readonly to: number }): string | undefined =>
    lines.find(({ own, number, content }) => !own && content.type !== 'notice' && number > missed.after && number <= missed.to)?.id;

/** What others said since `seen`, the highest number heard so far. */
export const newWords = (lines: readonly LineView[], seen: number): readonly LineView[] =>
    lines.filter((line) => !line.own && line.number > seen && line.content.type === 'text');
