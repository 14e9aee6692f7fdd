import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { PartyCode } from './partyCode.ts';
import type { Roles } from './roles.ts';
import type { Signer } from './signer.ts';
import { optional, readDevice, readParty, readRoles } from './trustFields.ts';

/** One of the people whose signatures the Charter counts. */
export type Officer = Extensible & {
    readonly key: DeviceKey;
    /** Whose officer; undefined for a neutral one. */
    readonly party: PartyCode | undefined;
    readonly roles: Roles;
};

export const officerCodec: ObjectCodec<Officer> = {
    maxBytes: 256,
    read: (fields) => ({
        key: readDevice(fields, 1),
        party: optional(fields, 2, readParty),
        roles: readRoles(fields, 3, 1),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.key);
        fields.text(2, value.party);
        fields.number(3, value.roles);
    },
};

/** The officer as a signature rule sees them. */
export function asSigner({ key, party, roles }: Officer): Signer {
    return { key, party, roles, isSamePerson: false };
}
