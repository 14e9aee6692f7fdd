import { ChannelDirectory } from '../core/channels/channelDirectory.ts';
import { keepWelcome } from '../core/channels/welcomeDesk.ts';
import type { WelcomeIntake } from '../core/sync/mailboxSync.ts';
import type { OpenChannels } from './channelSeam.ts';

// All that is needed once there is a device, loaded when it is: an invitation can be read before.

export { drawApplicant } from '../core/devices/applicant.ts';
export { calibratedCost } from '../core/storage/passphrase.ts';
export { DeviceSession } from '../core/sync/deviceSession.ts';
export { OpenDevice } from './openDevice.ts';
export { createStore, openStore } from './storage/indexedDbStore.ts';

export const openChannels: OpenChannels = (session, tell) => new ChannelDirectory(session, tell);

export const welcomes: WelcomeIntake = {
    keep: (writer, letter) => {
        keepWelcome(writer, letter, Date.now());
    },
};
