/**
 * How much of earlier epochs a group keeps. Every epoch kept is one whose application messages a thief of the store can read, so by
 * default there is none; resumption keys open no message.
 */
export type GroupRetention = {
    /** Earlier epochs whose late application messages are still opened. */
    readonly pastEpochs: number;
    /** Earlier epochs whose resumption keys may still be named by PreSharedKey proposals. */
    readonly resumptionPsks: number;
};

export const defaultRetention: GroupRetention = { pastEpochs: 0, resumptionPsks: 8 };
