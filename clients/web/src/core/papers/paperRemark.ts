import type { DeviceKey } from '../trust/deviceKey.ts';
import type { RemarkKind } from '../trust/remarkKind.ts';
import type { UnixHour } from '../trust/unixHour.ts';

/** A remark about a paper, and who made it. */
export type PaperRemark = {
    readonly sender: DeviceKey;
    readonly kind: RemarkKind;
    /** The words; empty where they are for facilitators only. */
    readonly text: string;
    readonly hour: UnixHour;
};

/** Whether exactly the same was said. */
export function isSameRemark(one: PaperRemark, other: PaperRemark): boolean {
    return one.sender === other.sender && one.kind === other.kind && one.text === other.text && one.hour === other.hour;
}
