import { equalBytes } from '../../bytes.ts';
import type { Secret } from '../crypto/secret.ts';
import type { ExternalPsk, ResumptionPsk } from '../groups/externalPsk.ts';
import type { GroupState } from '../groups/groupState.ts';
import type { PreSharedKeyId, ResumptionPskId } from '../messages/preSharedKeyId.ts';
import { MlsException } from '../mlsException.ts';
import type { NamedPsk } from '../schedule/pskSecret.ts';

/** Where keys that proposals name may be found (RFC 9420 §8.4, §8.6). All secrets are lent. */
type PskSources = {
    readonly externalPsks?: readonly ExternalPsk[];
    readonly resumptionPsks?: readonly ResumptionPsk[];
};

/** The keys of the names given, in order; the state is the group whose own epochs are known, none for a joiner. */
export function findPsks(ids: readonly PreSharedKeyId[], sources: PskSources, state: GroupState | undefined): NamedPsk[] {
    return ids.map((id) => {
        const secret = id.type === 'external' ? findExternal(id.id, sources) : findResumption(id, sources, state);
        if (secret === undefined) throw new MlsException('PskUnknown');
        return { id, secret };
    });
}

function findExternal(id: Uint8Array, sources: PskSources): Secret | undefined {
    return sources.externalPsks?.find((psk) => equalBytes(psk.id, id))?.secret;
}

function findResumption(id: ResumptionPskId, sources: PskSources, state: GroupState | undefined): Secret | undefined {
    const given = sources.resumptionPsks?.find((psk) => psk.epoch === id.epoch && equalBytes(psk.groupId, id.groupId));
    return findOwn(id, state) ?? given?.secret;
}

function findOwn(id: ResumptionPskId, state: GroupState | undefined): Secret | undefined {
    if (state === undefined || !equalBytes(state.context.groupId, id.groupId)) return undefined;
    if (id.epoch === state.context.epoch) return state.secrets.resumptionPsk;
    return state.history.resumption.find((past) => past.epoch === id.epoch)?.psk;
}
