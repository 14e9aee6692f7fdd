import { MalformedObjectException } from '../core/cbor/malformedObjectException.ts';
import { ChannelFailure } from '../core/channels/channelFailure.ts';
import { RelayRefused, WrongRelay } from '../core/connection/relayRefused.ts';
import { RelayUnreachable } from '../core/connection/relayUnreachable.ts';
import { StoreFailure, type StoreProblem } from '../core/storage/storeFailure.ts';
import type { Alarm } from '../core/sync/alarm.ts';
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

const alarmProblems: Readonly<Record<Alarm, Problem>> = {
    'different-histories': 'different-histories',
    'change-refused': 'change-refused',
    'wrong-access-key': 'wrong-access-key',
    'relay-keeps-back': 'relay-keeps-back',
    'letter-refused': 'letter-refused',
    removed: 'removed',
    'mark-lost': 'mark-lost',
    'charter-contradicted': 'charter-contradicted',
    'charter-changed': 'charter-changed',
    'admission-left-out': 'admission-left-out',
    'older-charter': 'older-charter',
    'false-swap': 'false-swap',
    'words-in-doubt': 'words-in-doubt',
    'somebody-cut-off': 'somebody-cut-off',
    'cut-not-here': 'cut-not-here',
    'cut-off-stands': 'cut-off-stands',
    unexpected: 'unexpected',
    'bad-welcome': 'bad-welcome',
    'false-package': 'false-package',
    'same-name': 'same-name',
    'false-cut': 'false-cut',
};

/** The one place where failures of parts become a problem that the page has a sentence for. */
export function problemOf(failure: unknown): Problem {
    if (failure instanceof CallFailure || failure instanceof ChannelFailure) return failure.problem;
    if (failure instanceof StoreFailure) return storeProblems[failure.problem];
    if (failure instanceof RelayUnreachable) return 'no-connection';
    if (failure instanceof WrongRelay) return 'wrong-relay';
    if (failure instanceof RelayRefused) return relayProblems.get(failure.code) ?? 'relay-refused';
    if (failure instanceof OldCopy) return 'old-copy';
    if (failure instanceof MalformedObjectException) return 'store-damaged';
    return 'unexpected';
}

/** What the page is told of an alarm. */
export function problemOfAlarm(alarm: Alarm): Problem {
    return alarmProblems[alarm];
}
