import { DeskFailure } from '../core/admissions/deskFailure.ts';
import { MalformedObjectException } from '../core/cbor/malformedObjectException.ts';
import { CharterFailure } from '../core/amendments/charterFailure.ts';
import { ChannelFailure } from '../core/channels/channelFailure.ts';
import { PaperFailure } from '../core/papers/paperFailure.ts';
import { RelayRefused, WrongRelay } from '../core/connection/relayRefused.ts';
import { RelayUnreachable } from '../core/connection/relayUnreachable.ts';
import { StoreFailure, type StoreProblem } from '../core/storage/storeFailure.ts';
import { OldCopy } from '../core/sync/oldCopy.ts';
import { RelayCode } from '../core/wire/relayCode.ts';
import type { Problem } from './api.ts';

/** A call of the page was not done. */
export class CallFailure extends Error {
    override readonly name = 'CallFailure';
    readonly problem: Problem;

    constructor(problem: Problem) {
        super(problem);
        this.problem = problem;
    }
}

const storeProblems: Readonly<Record<StoreProblem, Problem>> = {
    'wrong-passphrase': 'wrong-passphrase',
    damaged: 'store-damaged',
    'newer-version': 'newer-version',
    empty: 'not-found',
    'in-use': 'device-in-use',
    'other-tab': 'other-tab',
    full: 'device-full',
    unavailable: 'platform',
    closed: 'not-ready',
};

const relayProblems = new Map<RelayCode, Problem>([
    [RelayCode.storageFull, 'relay-full'],
    [RelayCode.mailboxFull, 'relay-full'],
    [RelayCode.passSpent, 'link-used'],
    [RelayCode.unavailable, 'no-connection'],
    [RelayCode.tooMany, 'no-connection'],
    [RelayCode.restricted, 'restricted'],
]);

/** The one place where failures of parts become a problem that the page has a sentence for. */
export function problemOf(failure: unknown): Problem {
    if (isTold(failure)) return failure.problem;
    if (failure instanceof StoreFailure) return storeProblems[failure.problem];
    if (failure instanceof RelayUnreachable) return 'no-connection';
    if (failure instanceof WrongRelay) return 'wrong-relay';
    if (failure instanceof RelayRefused) return relayProblems.get(failure.code) ?? 'relay-refused';
    if (failure instanceof OldCopy) return 'old-copy';
    if (failure instanceof MalformedObjectException) return 'store-damaged';
    return 'unexpected';
}

/** Failures that say themselves what the page is told. */
function isTold(failure: unknown): failure is CallFailure | ChannelFailure | CharterFailure | PaperFailure | DeskFailure {
    return [CallFailure, ChannelFailure, CharterFailure, PaperFailure, DeskFailure].some((type) => failure instanceof type);
}
