import { wipe } from '../bytes.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { profilesOf } from '../channels/profiles.ts';
import { rosterOf } from '../channels/rosterReader.ts';
import { channelStateRecord, type ChannelState } from '../channels/channelState.ts';
import { appliedLink } from '../devices/appliedLink.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { findOfficer } from '../trust/charter.ts';
import { contactCodec, type Contact } from '../trust/contact.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import { PeopleDirectory } from './peopleDirectory.ts';

/**
 * Whose mailbox is where, by device. What an officer was told with an admission counts before what came in the own link or with papers,
 * and what came first stays: nobody who passes a card on can replace one that is known.
 */
export class AddressBook {
    readonly #session: DeviceSession;
    readonly #reader: StoreReader;

    /** `reader` is the writer of the transaction under way, where there is one. */
    constructor(session: DeviceSession, reader: StoreReader) {
        this.#session = session;
        this.#reader = reader;
    }

    /** This device as others write to it. */
    get own(): Contact {
        const { ownKey, device } = this.#session;
        return { device: ownKey, card: cardOf(device.mailbox), name: device.name };
    }

    /** A device's mailbox and name; undefined when neither is known here. */
    async find(device: DeviceKey): Promise<Contact | undefined> {
        if (device === this.#session.ownKey) return this.own;
        const { all } = await PeopleDirectory.read(this.#reader);
        const person = all.find(({ admission }) => admission.body.device === device);
        if (person !== undefined) return { device, card: person.card, name: person.name };
        return (await this.#kept(device)) ?? this.#inChannels(device);
    }

    /** Where a device's letters go; the own link names its maker's mailbox, and nobody's name. */
    async cardOf(device: DeviceKey): Promise<MailboxCard | undefined> {
        return (await this.find(device))?.card ?? this.#inLink(device);
    }

    /** A device's name; empty when nobody told one. */
    async nameOf(device: DeviceKey, others: readonly Contact[] = []): Promise<string> {
        const contact = (await this.find(device)) ?? others.find((one) => one.device === device);
        return contact?.name ?? '';
    }

    /** Whether a device is an officer's, or one that this device was told of. */
    async isKnown(device: DeviceKey): Promise<boolean> {
        const { charters } = this.#session;
        const isOfficer = charters !== undefined && findOfficer(charters.head, device) !== undefined;
        return isOfficer || (await this.find(device)) !== undefined;
    }

    /** Keeps what somebody said of devices that are not known otherwise. Only a device itself can change its name here. */
    async keep(writer: StoreWriter, contacts: readonly Contact[], sender: DeviceKey): Promise<void> {
        for (const contact of contacts) {
            const known = contact.device === sender ? await this.#kept(sender) : undefined;
            if ((await this.find(contact.device)) === undefined) put(writer, contact);
            else if (known !== undefined) put(writer, { ...known, name: contact.name });
        }
    }

    async #kept(device: DeviceKey): Promise<Contact | undefined> {
        const stored = await this.#reader.get(bucket.contacts, bytesOf(device));
        return stored && decodeObject(contactCodec, stored);
    }

    async #inLink(device: DeviceKey): Promise<MailboxCard | undefined> {
        const { application } = this.#session.device;
        const link = application && (await appliedLink(application)).link;
        return link?.inviter === device ? link.card : undefined;
    }

    /** From the profile that the device itself signed. */
    async #inChannels(device: DeviceKey): Promise<Contact | undefined> {
        for (const { value } of await this.#reader.list(bucket.channels)) {
            const state = channelStateRecord.decode(value);
            if (state.phase !== 'open') continue;
            const member = (await this.#roster(state)).find(({ credential }) => deviceOf(credential) === device);
            const admission = member && idOfAdmission(member.credential.admission);
            const profile = profilesOf(state).find(({ body }) => body.admission === admission)?.body;
            if (profile !== undefined) return { device, card: profile.card, name: profile.name };
        }
        return undefined;
    }

    async #roster({ id }: ChannelState): Promise<readonly RosterLeaf[]> {
        const snapshot = await this.#reader.get(bucket.groups, bytesOf(id));
        if (snapshot === undefined) return [];
        const group = MlsGroup.load(snapshot);
        try {
            return rosterOf(group.members);
        } finally {
            await group.dispose();
            wipe(snapshot);
        }
    }
}

function put(writer: StoreWriter, contact: Contact): void {
    writer.put(bucket.contacts, bytesOf(contact.device), encodeObject(contactCodec, contact));
}
