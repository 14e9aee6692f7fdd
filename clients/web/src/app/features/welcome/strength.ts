export type Strength = 'short' | 'weak' | 'good' | 'strong';

const longRun = /(.)\1{2,}/gu;

/**
 * How hard a passphrase is to guess, in words. Counts what differs: a repeated sign or a repeated word adds nothing. Not a measure of
 * secrecy, only a hint while typing.
 */
export function strengthOf(passphrase: string): Strength {
    const spare = passphrase.trim().replace(longRun, '$1');
    const words = new Set(spare.split(/\s+/u).filter((word) => [...word].length > 2));
    const signs = [...spare].length;
    const different = new Set(spare).size;
    if (signs < 10 || different < 6) {
        return 'short';
    }
    if (words.size >= 6 || (signs >= 28 && different >= 12 && words.size !== 2)) {
        return 'strong';
    }
    return words.size >= 4 || (signs >= 16 && different >= 10) ? 'good' : 'weak';
}

/** Whether a device may be sealed with it. */
export const isEnough = (passphrase: string): boolean => !['short', 'weak'].includes(strengthOf(passphrase));
