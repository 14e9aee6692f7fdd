import type { CoSigned } from '../cbor/coSigned.ts';
import type { DeviceTurn } from '../sync/deviceTurn.ts';
import type { Admission } from '../trust/admission.ts';
import type { Contact } from '../trust/contact.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { RelayPass } from '../trust/relayPass.ts';
import type { Paper } from './paper.ts';
import type { PaperRefusal } from './paperRefusal.ts';

/** Whose mailbox is where, by device: admissions/addressBook. */
export interface PaperBook {
    /** This device as others write to it. */
    readonly own: Contact;
    /** A device's mailbox and name. */
    find(device: DeviceKey): Promise<Contact | undefined>;
    /** Where a device's letters go; known of whoever made the own link, too. */
    cardOf(device: DeviceKey): Promise<MailboxCard | undefined>;
    /** A device's name; undefined when nobody told one. */
    nameOf(device: DeviceKey, others?: readonly Contact[]): Promise<string | undefined>;
    /** Whether a device is an officer's, or one that this device was told of. */
    isKnown(device: DeviceKey): Promise<boolean>;
    /** Keeps what somebody said of devices that are not known otherwise. */
    keep(contacts: readonly Contact[], sender: DeviceKey): Promise<void>;
}

/** Somebody admitted. */
export type KnownPerson = { readonly name: string; readonly admission: CoSigned<Admission>; readonly card: MailboxCard };

/** The people this officer admitted or was told of: admissions/peopleDirectory. */
export interface PaperPeople {
    /** Everybody, in order of admission. */
    all(): Promise<readonly KnownPerson[]>;
    /** Keeps somebody admitted. */
    put(admission: CoSigned<Admission>, contact: Contact): Promise<void>;
    /** A device's person accepted a version of the Charter, now. */
    accepted(device: DeviceKey, charter: ObjectHash): Promise<void>;
}

/** The requests received here: admissions/requestShelf. */
export interface PaperRequests {
    /** The request that a paper answers is granted; its id, undefined where nobody asked. */
    granted(paper: ObjectHash): Promise<ObjectHash | undefined>;
    /** The paper was withdrawn: its request waits again. */
    waitsAgain(paper: ObjectHash): Promise<void>;
}

/** The passes of this device: devices/passStock. */
export interface PaperPasses {
    /** Takes a mailbox pass out of the stock, for a further device of somebody; undefined when there is none. */
    takeSpare(): Promise<RelayPass | undefined>;
}

/** Version 1 of the Charter with the founders' admissions: founding/foundingPaper. */
export interface PaperFounding {
    judge(world: PaperWorld, paper: Paper): Promise<PaperRefusal>;
    /** Whether all founders have signed Charter and admissions. */
    isMet(paper: Paper): Promise<boolean>;
    /** The device assembles the chain and the own admission by itself. */
    complete(world: PaperWorld, paper: Paper): Promise<void>;
}

/** What papers work with in one transaction. */
export type PaperWorld = {
    readonly turn: DeviceTurn;
    readonly book: PaperBook;
    readonly people: PaperPeople;
    readonly requests: PaperRequests;
    readonly passes: PaperPasses;
    readonly founding: PaperFounding;
};
