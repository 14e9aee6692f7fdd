import type { KeyPackage } from '../mls/keypackages/keyPackage.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';

/** Somebody to be added, with the key package that was fetched for them. */
export type Newcomer = {
    /** The chosen name. */
    readonly name: string;
    readonly device: DeviceKey;
    /** Where the Welcome goes. */
    readonly card: MailboxCard;
    /** Used again when the commit must be built again. */
    readonly package: KeyPackage;
};
