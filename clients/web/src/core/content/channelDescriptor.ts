import { requireRule } from '../cbor/malformedObjectException.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { DialogueId } from '../trust/dialogueId.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { optional, readDialogue, readParty } from '../trust/trustFields.ts';
import { ChannelKind } from './channelKind.ts';

/** What never changes in a channel: GroupContext extension 0xF0D1, required of every member. */
export type ChannelDescriptor = Extensible & {
    readonly dialogue: DialogueId;
    readonly kind: ChannelKind;
    /** Whose caucus; undefined for every other kind. */
    readonly party: PartyCode | undefined;
    /** The cipher suite. */
    readonly suiteId: number;
};

/** The GroupContext extension that holds the descriptor. */
export const descriptorExtensionType = 0xf0d1;

/** The GroupInfo extension that holds the hash of the joiner pack. */
export const joinerPackExtensionType = 0xf0d2;

export const channelDescriptorCodec: ObjectCodec<ChannelDescriptor> = {
    maxBytes: 256,
    read: (fields) => {
        const kind = fields.choice(2, ChannelKind);
        requireRule(fields.has(3) === (kind === ChannelKind.caucus), 'a caucus names its party and no other channel does');
        return {
            dialogue: readDialogue(fields, 1),
            kind,
            party: optional(fields, 3, readParty),
            suiteId: fields.number(4, 1, 0xffff),
            ...fields.finish(),
        };
    },
    write: (fields, value) => {
        fields.opaque(1, value.dialogue);
        fields.number(2, value.kind);
        fields.text(3, value.party);
        fields.number(4, value.suiteId);
    },
};
