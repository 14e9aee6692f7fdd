import { requireRule } from '../cbor/malformedObjectException.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import type { ObjectWriter } from '../cbor/objectWriter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { optional, readHash, readParty } from '../trust/trustFields.ts';
import { opaqueIdBytes, type MessageId } from '../wire/opaqueId.ts';

/** The longest clause, and the longest words in a bracket, in characters. */
export const maxClauseLength = 2000;

const maxClauses = 40;

/** One clause of a single text. */
type Clause = Extensible & { readonly words: string };

const clauseCodec: ObjectCodec<Clause> = {
    maxBytes: 6144,
    read: (fields) => ({ words: fields.text(1, 1, maxClauseLength), ...fields.finish() }),
    write: (fields, value) => {
        fields.text(1, value.words);
    },
};

/**
 * A version of the one draft that facilitators hold for both sides (single negotiating text). It binds no one. Its hash is its id,
 * SHA-256 of this encoding, so that everybody reads out the same; each version names the one before.
 */
export type SingleText = Extensible & {
    readonly type: 'singleText';
    /** 1 and up. */
    readonly number: number;
    /** The hash of the version before; undefined for the first. */
    readonly previous: ObjectHash | undefined;
    /** 1 to 128 characters. */
    readonly title: string;
    /** 1 to 40, numbered from 1. */
    readonly clauses: readonly Clause[];
};

export const singleTextCodec: ObjectCodec<SingleText> = {
    maxBytes: 60 * 1024,
    read: (fields) => {
        const number = fields.number(1, 1, 9999);
        requireRule(fields.has(2) === number > 1, 'version 1 has no predecessor and every later one has');
        return {
            type: 'singleText',
            number,
            previous: optional(fields, 2, readHash),
            title: fields.text(3, 1, 128),
            clauses: fields.objects(4, clauseCodec, 1, maxClauses),
            ...fields.finish(),
        };
    },
    write: (fields, value) => {
        fields.number(1, value.number);
        fields.opaque(2, value.previous);
        fields.text(3, value.title);
        fields.objects(4, clauseCodec, value.clauses);
    },
};

/** Other words for a clause of a version. */
type Words = { readonly text: ObjectHash; readonly clause: number; readonly words: string };

const readWords = (fields: ObjectReader): Words => ({
    text: readHash(fields, 1),
    clause: fields.number(2, 1, maxClauses),
    words: fields.text(3, 1, maxClauseLength),
});

function writeWords(fields: ObjectWriter, value: Words): void {
    fields.opaque(1, value.text);
    fields.number(2, value.clause);
    fields.text(3, value.words);
}

/** Other words for a clause, not agreed: said in a side's caucus, and handed to the team on a private line. */
export type Bracket = Extensible & Words & { readonly type: 'bracket' };

export const bracketCodec: ObjectCodec<Bracket> = {
    maxBytes: 6400,
    read: (fields) => ({ type: 'bracket', ...readWords(fields), ...fields.finish() }),
    write: writeWords,
};

/**
 * A bracket that a facilitator lets all sides read. It names the side; nothing in it leads to a person, a caucus or the message it came
 * from.
 */
export type BracketRelease = Extensible & Words & { readonly type: 'bracketRelease'; readonly side: PartyCode };

export const bracketReleaseCodec: ObjectCodec<BracketRelease> = {
    maxBytes: 6400,
    read: (fields) => ({ type: 'bracketRelease', ...readWords(fields), side: readParty(fields, 4), ...fields.finish() }),
    write: (fields, value) => {
        writeWords(fields, value);
        fields.text(4, value.side);
    },
};

/** An author marks own words as cleared: they may be quoted. Nobody else can, and it is not taken back. */
export type Clearance = Extensible & {
    readonly type: 'clearance';
    /** The author's own message, of the same channel. */
    readonly message: MessageId;
};

export const clearanceCodec: ObjectCodec<Clearance> = {
    maxBytes: 64,
    read: (fields) => ({ type: 'clearance', message: fields.opaque<MessageId>(1, opaqueIdBytes), ...fields.finish() }),
    write: (fields, value) => {
        fields.opaque(1, value.message);
    },
};
