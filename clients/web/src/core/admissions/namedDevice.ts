import type { CoSigned } from '../cbor/coSigned.ts';
import type { Admission } from '../trust/admission.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';

/** A device that this one met in a channel or admitted, with the name that goes with it. */
export type NamedDevice = {
    /** The newest name; empty while no profile has arrived. */
    readonly name: string;
    readonly admission: CoSigned<Admission>;
    /** Its mailbox; undefined while no profile has arrived. */
    readonly card: MailboxCard | undefined;
};
