import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody, Disposable } from '../crypto/custody.ts';
import { Secret } from '../crypto/secret.ts';
import { MlsException } from '../mlsException.ts';
import type { EpochSecrets } from '../schedule/epochSecrets.ts';
import type { GroupRetention } from './groupRetention.ts';
import { loadPastEpoch, savePastEpoch, type PastEpoch } from './pastEpoch.ts';

const maxRetention = 2 ** 31 - 1;

type PastPsk = { readonly epoch: bigint; readonly psk: Secret };

/** What a group keeps of epochs that are over, within its retention. A history follows another; they share their secrets. */
export type GroupHistory = {
    readonly retention: GroupRetention;
    /** Oldest first, as are the epochs. */
    readonly resumption: readonly PastPsk[];
    readonly epochs: readonly PastEpoch[];
};

export function newHistory(retention: GroupRetention): GroupHistory {
    if (retention.pastEpochs < 0 || retention.resumptionPsks < 0) throw new RangeError('numbers of epochs are not negative');
    return { retention, resumption: [], epochs: [] };
}

type EndedEpoch = Omit<PastEpoch, 'senderDataSecret'> & { readonly secrets: EpochSecrets; readonly history: GroupHistory };

/** The history once an epoch is over; what is kept of the epoch is shared with it. */
export function historyAfter(ended: EndedEpoch): GroupHistory {
    const { retention, resumption, epochs } = ended.history;
    const { context, tree, own, secrets, ratchets } = ended;
    const past = { context, tree, own, senderDataSecret: secrets.senderDataSecret, ratchets };
    return {
        retention,
        resumption: last([...resumption, { epoch: context.epoch, psk: secrets.resumptionPsk }], retention.resumptionPsks),
        epochs: last([...epochs, past], retention.pastEpochs),
    };
}

export function saveHistory(writer: TlsWriter, history: GroupHistory): void {
    writer.writeUInt32(history.retention.pastEpochs);
    writer.writeUInt32(history.retention.resumptionPsks);
    writer.writeVector(history.resumption, (inner, { epoch, psk }) => {
        inner.writeUInt64(epoch);
        inner.writeOpaque(psk.bytes);
    });
    writer.writeVector(history.epochs, savePastEpoch);
}

export function loadHistory(suite: CipherSuite, reader: TlsReader, custody: Custody): GroupHistory {
    const retention = { pastEpochs: reader.readUInt32(), resumptionPsks: reader.readUInt32() };
    if (retention.pastEpochs > maxRetention || retention.resumptionPsks > maxRetention) throw new MlsException('ValueUnknown');
    return {
        retention,
        resumption: reader.readVector((inner) => ({ epoch: inner.readUInt64(), psk: custody.hold(Secret.copyOf(inner.readOpaqueSpan())) })),
        epochs: reader.readVector((inner) => loadPastEpoch(suite, inner, custody)),
    };
}

/** Everything of a history that is to be overwritten some day. */
export function secretsOf(history: GroupHistory): Disposable[] {
    return [
        ...history.resumption.map(({ psk }) => psk),
        ...history.epochs.flatMap(({ senderDataSecret, ratchets }) => [senderDataSecret, ratchets]),
    ];
}

function last<T>(kept: readonly T[], limit: number): readonly T[] {
    return kept.slice(Math.max(0, kept.length - limit));
}
