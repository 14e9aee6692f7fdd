import { language } from '../../i18n/language.svelte.ts';

const secondsOfMinute = 60;

/** How long slow mode lets a member wait, in words. */
export function spanOf(seconds: number): string {
    const m = language.m;
    return seconds % secondsOfMinute === 0 ? m['span.minutes']({ n: seconds / secondsOfMinute }) : m['span.seconds']({ n: seconds });
}
