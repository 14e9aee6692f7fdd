import { bytesOf } from '../core/cbor/opaque.ts';
import { MalformedObjectException, requireRule } from '../core/cbor/malformedObjectException.ts';
import type { Progress } from '../core/storage/passphrase.ts';
import type { SealedStore } from '../core/storage/sealedStore.ts';
import { parseBeginLink } from '../core/trust/beginLink.ts';
import { parseInvitation, type Invitation } from '../core/trust/invitation.ts';
import { checkName } from '../core/trust/nameRules.ts';
import { isExpiredAt } from '../core/trust/signedLink.ts';
import { hourOf } from '../core/trust/unixHour.ts';
import { idOf, opaqueIdBytes, type RelayId } from '../core/wire/opaqueId.ts';
import type { Calls, DeviceView, InvitationView, Opening } from './api.ts';
import type { DeviceParts } from './deviceParts.ts';
import { invitationView } from './deviceView.ts';
import type { DeviceWorld, OpenDevice } from './openDevice.ts';
import { CallFailure } from './problems.ts';
import { takeDeviceLock, type DeviceLock, type Locks } from './storage/deviceLock.ts';
import { forgetKeys, hasStore, wipeStore } from './storage/database.ts';

/** What the worker is told of the world around it. */
export type WorkerWorld = Omit<DeviceWorld, 'openChannels' | 'channelLetters'> & { readonly parts: () => Promise<DeviceParts> };

/** Bytes of an X25519 key, to which letters are sealed. */
const letterKeyBytes = 32;

/** How a device comes to be, is opened and goes; one of these calls at a time. */
export class DeviceCalls {
    readonly #world: WorkerWorld;
    readonly #locks: Locks;
    #open: OpenDevice | undefined;
    #last: Promise<unknown> = Promise.resolve();

    constructor(world: WorkerWorld, locks: Locks) {
        this.#world = world;
        this.#locks = locks;
    }

    /** The device that is unlocked. @throws CallFailure when there is none. */
    get device(): OpenDevice {
        if (!this.#open) throw new CallFailure('not-ready');
        return this.#open;
    }

    /** Asks the relay now, if a device is unlocked. */
    hurry(): void {
        this.#open?.hurry();
    }

    open(): Promise<Opening> {
        return this.#inTurn(async () => {
            if (this.#open) return { state: 'open', device: await this.#open.view() };
            return { state: (await hasStore()) ? 'locked' : 'empty' };
        });
    }

    async invitation({ link }: Calls['invitation'][0]): Promise<InvitationView> {
        const invitation = await readLink(link);
        const isExpired = isExpiredAt(invitation, hourOf(this.#world.now()));
        const isInUse = this.#open !== undefined || (await hasStore());
        return invitationView(invitation, isInUse ? 'device-in-use' : isExpired ? 'expired' : 'yes');
    }

    /** Asks to be admitted. The relay is asked who it is before anything is made here; the request itself goes out by itself. */
    join({ link, name, passphrase }: Calls['join'][0]): Promise<DeviceView> {
        return this.#inTurn(async () => {
            const { dialer, now } = this.#world;
            const chosen = acceptableName(name);
            const invitation = await readLink(link);
            const hour = hourOf(now());
            if (isExpiredAt(invitation, hour)) throw new CallFailure('link-expired');
            if (this.#open || (await hasStore())) throw new CallFailure('device-in-use');
            (await dialer(invitation.relay, relayIdOf(invitation))(() => undefined)).close();
            const { DeviceSession, calibratedCost, createStore, drawApplicant } = await this.#world.parts();
            const device = await drawApplicant(link.trim(), invitation, chosen, hour);
            return this.#begin(async (progress, lost) => {
                const cost = await calibratedCost(() => performance.now());
                return createStore(passphrase, cost, progress, lost, (writer) => {
                    DeviceSession.begin(writer, device);
                });
            });
        });
    }

    unlock({ passphrase }: Calls['unlock'][0]): Promise<DeviceView> {
        return this.#inTurn(async () => {
            if (this.#open) throw new CallFailure('device-in-use');
            const { openStore } = await this.#world.parts();
            return this.#begin((progress, lost) => openStore(passphrase, progress, lost));
        });
    }

    lock(): Promise<undefined> {
        return this.#inTurn(() => this.#close());
    }

    /** Deletes everything on this device; a tab that has it open loses it. */
    wipe(): Promise<undefined> {
        return this.#inTurn(async () => {
            // Nothing can be read any more, whatever closing the device comes upon.
            await forgetKeys();
            await this.#close().catch(() => undefined);
            await wipeStore();
            return undefined;
        });
    }

    async #begin(store: (progress: Progress, lost: () => void) => Promise<SealedStore>): Promise<DeviceView> {
        const lock = await takeDeviceLock(this.#locks);
        try {
            const progress = (part: number) => {
                this.#world.tell({ news: 'progress', of: 'passphrase', part });
            };
            return await this.#start(await store(progress, () => void this.#lost()), lock);
        } catch (failure) {
            lock.release();
            throw failure;
        }
    }

    async #start(store: SealedStore, lock: DeviceLock): Promise<DeviceView> {
        try {
            const { OpenDevice, openChannels, channelLetters } = await this.#world.parts();
            this.#open = await OpenDevice.start({ ...this.#world, openChannels, channelLetters }, store, lock);
            return await this.#open.view();
        } catch (failure) {
            this.#open = undefined;
            await store.close();
            throw failure;
        }
    }

    async #close(): Promise<undefined> {
        const device = this.#open;
        this.#open = undefined;
        await device?.close();
        return undefined;
    }

    /** Another tab deleted the database, or the browser took it away. */
    #lost(): Promise<void> {
        return this.#inTurn(async () => {
            if (!this.#open) return;
            await this.#close();
            this.#world.tell({ news: 'locked' });
        });
    }

    #inTurn<T>(work: () => Promise<T>): Promise<T> {
        const turn = this.#last.then(work);
        this.#last = turn.catch(() => undefined);
        return turn;
    }
}

/** Reads a link; sizes that the object leaves open, but relay and letters of this version do not, are checked here. */
async function readLink(link: string): Promise<Invitation> {
    try {
        const invitation = await parseInvitation(link.trim());
        const { relayId, card } = invitation;
        requireRule(bytesOf(relayId).length === opaqueIdBytes, 'a link for another version');
        requireRule(bytesOf(card.mailbox).length === opaqueIdBytes, 'a link for another version');
        requireRule(bytesOf(card.hpkeKey).length === letterKeyBytes, 'a link for another version');
        return invitation;
    } catch (refused) {
        throw refused instanceof MalformedObjectException ? new CallFailure(isBeginLink(link.trim()) ? 'begin-link' : 'bad-link') : refused;
    }
}

/** The link that a relay prints when it starts: somebody opened it as it is. */
function isBeginLink(link: string): boolean {
    try {
        parseBeginLink(link);
        return true;
    } catch {
        return false;
    }
}

function relayIdOf(invitation: Invitation): RelayId {
    return idOf<RelayId>(bytesOf(invitation.relayId));
}

function acceptableName(name: string): string {
    const normal = name.normalize('NFC');
    // Lone surrogates would not survive UTF-8; better refused than changed.
    if (/\p{Surrogate}/u.test(name) || checkName(normal) !== 'none') throw new CallFailure('bad-name');
    return normal;
}
