import type { Opaque } from './opaque.ts';

/** Whether values stand in ascending order, none twice. */
export function ascend(values: readonly Opaque[]): boolean {
    return values.every((value, i) => i === 0 || (values[i - 1] as Opaque) < value);
}
