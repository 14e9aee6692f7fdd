import { foundingAnswer } from '../founding/foundingAnswer.ts';
import { foundingPlan } from '../founding/foundingPlan.ts';
import { localRecord, optional, word } from '../sync/localRecord.ts';
import { parseRelayAddress, type RelayAddress } from '../trust/relayAddress.ts';
import { bytes, count, flag, id, list, record, text, type Json, type Of } from '../wire/jsonRecord.ts';
import type { RelayId } from '../wire/opaqueId.ts';
import { mailboxKeys } from './mailboxKeys.ts';
import { management } from './management.ts';

/** How far this device has come. */
type Stage =
    /** A founder who opened the dialogue: the relay has not confirmed everything yet. */
    | 'founding'
    /** The request, or a founder's answer, has not reached the relay yet. */
    | 'asking'
    /** The request waits for an officer. */
    | 'asked'
    /** The officer answered, the digits can be compared. */
    | 'digits'
    /** Applicant: the digits differ; nothing of the officer's is taken until they are compared again. */
    | 'differ'
    /** A founder, until all founders have signed the Charter. */
    | 'gathering'
    | 'admitted'
    /** The officer or the first founder declined. */
    | 'declined'
    /** The link had been used before, so the request went without a card. */
    | 'in-doubt'
    /** This store is an old copy and works no more. */
    | 'stopped';

const address: Json<RelayAddress> = { read: (json) => parseRelayAddress(text.read(json)), write: (value) => value };

/** An applicant's side of asking to be admitted. */
export type Application = Of<typeof application>;

const application = record({
    /** The invitation or device link. */
    link: text,
    /** Whether it is a device link. */
    isForDevice: flag,
    /** SHA-256 of the request as sent; absent until it was. */
    requestId: optional(bytes),
    /** When it was made, hours since 1970. */
    hour: count,
    /** The officer's nonce, 32 bytes; absent until the officer answered. */
    nonce: optional(bytes),
    /** Why the officer declined. */
    reason: optional(text),
});

/** Everything about this device that belongs to no channel. */
export type DeviceState = Of<typeof shape>;

const shape = record({
    relay: address,
    relayId: id<RelayId>(),
    stage: word<Stage>('founding', 'asking', 'asked', 'digits', 'differ', 'gathering', 'admitted', 'declined', 'in-doubt', 'stopped'),
    /** The chosen name. */
    name: text,
    /** 32 bytes, Ed25519: the device key. */
    deviceSeed: bytes,
    mailbox: mailboxKeys,
    /** The Charter chain; absent until an officer answered, of a founder until all have signed. */
    charters: optional(bytes),
    /** The own admission; absent until admitted. */
    admission: optional(bytes),
    /** An admission that takes the own one's place when its first hour has come. */
    nextAdmission: optional(bytes),
    /** Ids of own admissions that a later one replaced. */
    replacedAdmissions: list(bytes),
    /** Id of the admission in the key packages that lie in the own mailbox; absent before the first were put. */
    packagesOf: optional(bytes),
    /** How it asked to be admitted; absent for a founder. */
    application: optional(application),
    /** Of the device that opened the dialogue only. */
    management: optional(management),
    /** Of the same, until the relay confirmed: the token of the Begin link. */
    beginPass: optional(bytes),
    /** Of the same, where it founds with others, until they have signed: what the dialogue is to be. */
    plan: optional(foundingPlan),
    /** How it came to the founding; absent for others, and once all founders have signed. */
    foundingAnswer: optional(foundingAnswer),
    /** The version of the Charter that this device accepted last, by signature: its id. */
    acceptedCharter: optional(bytes),
    /** Counts the own profiles, so that an old one never replaces a newer one. */
    profileCounter: count,
});

type Begun = 'relay' | 'relayId' | 'stage' | 'name' | 'deviceSeed' | 'mailbox';

/** A device as it is drawn, before it asked anybody for anything. */
export function newDeviceState(known: Pick<DeviceState, Begun>): DeviceState {
    return {
        ...known,
        charters: undefined,
        admission: undefined,
        nextAdmission: undefined,
        replacedAdmissions: [],
        packagesOf: undefined,
        application: undefined,
        management: undefined,
        beginPass: undefined,
        plan: undefined,
        foundingAnswer: undefined,
        acceptedCharter: undefined,
        profileCounter: 0,
    };
}

/** How it asks to be admitted, by a link. */
export function newApplication(link: string, isForDevice: boolean, hour: number): Application {
    return { link, isForDevice, requestId: undefined, hour, nonce: undefined, reason: undefined };
}

export const deviceStateRecord = localRecord(shape);
