import { ChannelDirectory } from '../core/channels/channelDirectory.ts';
import { keepChannelLetter } from '../core/channels/channelLetters.ts';
import { drawApplicant } from '../core/devices/applicant.ts';
import { drawCofounder } from '../core/founding/cofounder.ts';
import { calibratedCost } from '../core/storage/passphrase.ts';
import { DeviceSession } from '../core/sync/deviceSession.ts';
import type { ChannelLetterIntake } from '../core/sync/mailboxSync.ts';
import { OpenDevice, type DeviceWorld } from './openDevice.ts';
import { createStore, openStore } from './storage/indexedDbStore.ts';

const openChannels: DeviceWorld['openChannels'] = (session, tell) => new ChannelDirectory(session, tell);

const channelLetters: ChannelLetterIntake = { keep: (writer, letter, session) => keepChannelLetter(session, writer, letter) };

/** All that is needed once there is a device, loaded when it is: an invitation can be read before. */
export const deviceParts = {
    DeviceSession,
    OpenDevice,
    calibratedCost,
    createStore,
    drawApplicant,
    drawCofounder,
    openChannels,
    openStore,
    channelLetters,
};

export type DeviceParts = typeof deviceParts;
