import { MalformedObjectException } from '../core/cbor/malformedObjectException.ts';
import { RelayRefused, WrongRelay } from '../core/connection/relayRefused.ts';
import { RelayUnreachable } from '../core/connection/relayUnreachable.ts';
import { StoreFailure, type StoreProblem } from '../core/storage/storeFailure.ts';
import { OldCopy } from '../core/sync/oldCopy.ts';
import { RelayCode } from '../core/wire/relayCode.ts';
import { ToldFailure } from '../core/toldFailure.ts';
import type { Problem } from './api.ts';

/** A call of the page was not done. */
export class CallFailure extends ToldFailure<Problem> {
    constructor(problem: Problem) {
        super('call', problem);
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
    [RelayCode.quotaExceeded, 'relay-full'],
    [RelayCode.passSpent, 'link-used'],
    [RelayCode.unavailable, 'no-connection'],
    [RelayCode.tooMany, 'no-connection'],
    [RelayCode.restricted, 'restricted'],
]);

/** The one place where failures of parts become a problem that the page has a sentence for. */
export function problemOf(failure: unknown): Problem {
    // `Problem` names what each part can tell.
    if (failure instanceof ToldFailure) return failure.problem as Problem;
    if (failure instanceof StoreFailure) return storeProblems[failure.problem];
    if (failure instanceof RelayUnreachable) return 'no-connection';
    if (failure instanceof WrongRelay) return 'wrong-relay';
    if (failure instanceof RelayRefused) return relayProblems.get(failure.code) ?? 'relay-refused';
    if (failure instanceof OldCopy) return 'old-copy';
    if (failure instanceof MalformedObjectException) return 'store-damaged';
    return 'unexpected';
}
