import type { Contact } from '../trust/contact.ts';
import type { PaperKind } from '../trust/paperKind.ts';
import type { VettingChecklist } from '../trust/vettingChecklist.ts';
import type { PaperObject } from './paperObject.ts';

/** What somebody wants signed. */
export type PaperDraft = {
    readonly kind: PaperKind;
    /** 1 to 17, unsigned or signed by this device. */
    readonly objects: readonly PaperObject[];
    /** The devices it is about whose mailboxes the signers may not know; the signers' own are added by the desk. */
    readonly about: readonly Contact[];
    /** For the signers, up to 1000 characters. */
    readonly note: string;
    /** With an admission by officers: what they wrote down. */
    readonly checklist: VettingChecklist | undefined;
};
