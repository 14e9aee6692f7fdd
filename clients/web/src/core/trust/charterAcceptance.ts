import type { Extensible } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { DialogueId } from './dialogueId.ts';
import type { ObjectHash } from './objectHash.ts';
import { SigningLabels } from './signingLabels.ts';
import { readDevice, readDialogue, readHash, readHour } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** Says that a person accepts one version of the Charter; signed by their device. */
export type CharterAcceptance = Extensible & {
    readonly dialogue: DialogueId;
    /** The version. */
    readonly charter: ObjectHash;
    readonly device: DeviceKey;
    readonly hour: UnixHour;
};

export const charterAcceptanceCodec: SignedCodec<CharterAcceptance> = {
    maxBytes: 512,
    label: SigningLabels.charterAcceptance,
    read: (fields) => ({
        dialogue: readDialogue(fields, 1),
        charter: readHash(fields, 2),
        device: readDevice(fields, 3),
        hour: readHour(fields, 4),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.dialogue);
        fields.opaque(2, value.charter);
        fields.opaque(3, value.device);
        fields.number(4, value.hour);
    },
};
