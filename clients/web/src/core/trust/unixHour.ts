import type { Brand } from '../brand.ts';

/** A time to the hour: whole hours since 1970-01-01T00:00Z, 32 bits. */
export type UnixHour = Brand<number, 'UnixHour'>;

const millisecondsPerHour = 3_600_000;
const maxUint32 = 0xffff_ffff;

/** @throws RangeError when it is no whole number of 32 bits. */
export function unixHour(hours: number): UnixHour {
    if (!Number.isInteger(hours) || hours < 0 || hours > maxUint32) throw new RangeError('an hour has 32 bits');
    return hours as UnixHour;
}

/** The hour that a time in milliseconds since 1970 lies in. */
export function hourOf(time: number): UnixHour {
    return unixHour(Math.floor(time / millisecondsPerHour));
}

/** The moment the hour begins, in milliseconds since 1970. */
export function timeOf(hour: UnixHour): number {
    return hour * millisecondsPerHour;
}

/** A later hour. */
export function hoursAfter(hour: UnixHour, hours: number): UnixHour {
    return unixHour(hour + hours);
}
