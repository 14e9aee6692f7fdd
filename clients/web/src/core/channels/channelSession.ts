import type { RelayConnection } from '../connection/relayConnection.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import type { Store, StoreWriter } from '../storage/store.ts';
import type { Admission } from '../trust/admission.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { LetterKind } from '../trust/letter.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { RelayCode } from '../wire/relayCode.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { Alarm } from '../sync/alarm.ts';
import type { FaultPoint } from '../sync/faultPoint.ts';
import type { Whispers } from '../sync/whispers.ts';
import type { StoredLetter } from '../sync/storedLetter.ts';

/** The connections that channels need, opened when first needed and again when lost. */
export interface ChannelLink {
    /** The connection that proves, posts and reads. */
    channels(): Promise<RelayConnection>;
    /** The connection that drops letters and fetches packages. */
    letters(): Promise<RelayConnection>;
    /** The epoch that the channels connection has proven of a channel. */
    proven(channel: ChannelId): bigint | undefined;
    /** Remembers a proof, or forgets it. */
    remember(channel: ChannelId, epoch: bigint | undefined): void;
}

/** Seals letters and drops them at the relay. */
export interface ChannelLetters {
    /** Seals a letter that somebody else keeps. */
    seal(kind: LetterKind, to: MailboxCard, body: Uint8Array): Promise<StoredLetter>;
    /** Seals a letter into the store; false where the card is of no mailbox that takes it. */
    tryWrite(writer: StoreWriter, kind: LetterKind, to: MailboxCard, body: Uint8Array): Promise<boolean>;
    /** Drops what waits in the store. */
    dropAll(): Promise<void>;
    /** Drops one letter; dropping it again changes nothing. `ok`, `mailboxGone` or `mailboxFull`; throws for other answers. */
    drop(letter: StoredLetter): Promise<RelayCode>;
}

/** What channels work with: the store, the own device, the relay, the clock. */
export interface ChannelSession {
    readonly store: Store;
    readonly relay: ChannelLink;
    readonly letters: ChannelLetters;
    /** What was whispered in channels. */
    readonly whispers: Whispers;
    /** The own device key. */
    readonly ownKey: DeviceKey;
    readonly deviceSeed: Uint8Array;
    readonly admission: CoSigned<Admission>;
    /** Own admissions that a later one replaced. */
    readonly replacedAdmissions: readonly ObjectHash[];
    readonly charters: CharterChain;
    /** Takes a verified chain of Charters, if it goes on where the own one ends; the one that holds, or undefined for another history. */
    adopt(charters: CharterChain): Promise<CharterChain | undefined>;
    /** What the own profiles say. */
    readonly profile: { readonly name: string; readonly counter: number; readonly card: MailboxCard };
    /** Milliseconds since 1970. */
    now(): number;
    hour(): UnixHour;
    alarm(alarm: Alarm, channel: ChannelId | undefined): void;
    /** A place where a crash could lose or double something. */
    pass(point: FaultPoint): void;
}
