import type { CoSigned } from '../cbor/coSigned.ts';
import type { Alarm } from '../sync/alarm.ts';
import type { Admission } from '../trust/admission.ts';
import { isCarriedOver } from '../trust/admissionRules.ts';
import type { CharterChain } from '../trust/charterChain.ts';

/** Whose Charter it is. */
type Reader = {
    readonly charters: CharterChain;
    readonly admission: CoSigned<Admission> | undefined;
    alarm(alarm: Alarm, channel: undefined): void;
};

/**
 * How this device comes to another version of the Charter, from wherever it is told: a verified chain that goes on where the own one ends
 * is taken, an older or shorter one changes nothing, and one that contradicts the own raises an alarm. The chain that holds from now on;
 * undefined when the other is none of this dialogue's history.
 */
export function adoptedCharters(own: Reader, other: CharterChain): CharterChain | undefined {
    const newer = own.charters.extend(other);
    if (newer === 'anotherHistory') own.alarm('charter-contradicted', undefined);
    if (typeof newer === 'string') return undefined;
    if (newer.head.version > own.charters.head.version) {
        own.alarm('charter-changed', undefined);
        if (own.admission !== undefined && !isCarriedOver(own.admission, newer)) own.alarm('admission-left-out', undefined);
    }
    return newer;
}
