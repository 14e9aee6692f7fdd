import { StewardVerb } from './stewardAct.ts';

/** What stewards keep a channel from taking; a number in which each is a bit. */
export const Restriction = {
    /** Commits without a steward's signature. */
    demand: 1,
    /** Talk and lasting items. */
    posts: 2,
    /** Everything, for good. */
    closed: 4,
} as const;

/** Whether a channel is restricted in one of these ways. */
export function isRestricted(now: number, restrictions: number): boolean {
    return (now & restrictions) !== 0;
}

/** The restrictions after an act, the same as before when it restricts nothing: the relay and every member compute the same. */
export function restrictionsAfter(now: number, verb: StewardVerb): number {
    if (isRestricted(now, Restriction.closed)) return now;
    switch (verb) {
        case StewardVerb.demand:
            return now | Restriction.demand;
        case StewardVerb.release:
            return now & ~Restriction.demand;
        case StewardVerb.closePosts:
            return now | Restriction.posts;
        case StewardVerb.openPosts:
            return now & ~Restriction.posts;
        case StewardVerb.close:
            return now | Restriction.closed;
        default:
            return now;
    }
}
