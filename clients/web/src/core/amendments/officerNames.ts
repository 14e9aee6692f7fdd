import type { AddressBook } from '../admissions/addressBook.ts';
import type { Charter } from '../trust/charter.ts';
import type { Contact } from '../trust/contact.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';

/** The name behind a key; empty when nobody told one. */
export type NameOf = (device: DeviceKey) => string;

/** The names behind a version's officers, from wherever this device knows them; `others` came with a paper. */
export async function officerNames(
    book: Pick<AddressBook, 'nameOf'>,
    { officers }: Charter,
    others: readonly Contact[] = [],
): Promise<NameOf> {
    const names = new Map<DeviceKey, string>();
    for (const { key } of officers) names.set(key, await book.nameOf(key, others));
    return (device) => names.get(device) ?? '';
}
