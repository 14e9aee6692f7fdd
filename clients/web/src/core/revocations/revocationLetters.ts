import { decodeCoSigned } from '../cbor/coSigned.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { revocationContentCodec } from '../content/lastingContent.ts';
import { channelStateRecord } from '../channels/channelState.ts';
import { checkByItsCharter } from '../policy/removalRules.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { admissionCodec } from '../trust/admission.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { Letter } from '../trust/letter.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { KnownCuts } from './knownCuts.ts';
import { presences } from './presences.ts';

/**
 * Word of a revocation that comes as a letter. It counts by its own signatures, whoever sent it: the sender need not be trusted and the
 * relay cannot hold it up for ever, because everybody who signed sends it to everybody. The next sync posts it wherever its target stands.
 * @throws MalformedObjectException when it does not hold; an alarm says so.
 */
export async function keepRevocation(session: DeviceSession, writer: StoreWriter, letter: Letter): Promise<void> {
    const { charters, admission } = session;
    requireRule(charters !== undefined && admission !== undefined, 'a revocation before admission');
    const { revocation } = decodeObject(revocationContentCodec, letter.body);
    if ((await KnownCuts.read(writer)).has(revocation)) return;
    const people = (await peopleIn(writer)).set(session.ownKey, admission.body.person);
    const refusal = await checkByItsCharter(revocation, charters, (key) => people.get(key));
    if (refusal !== 'none') session.alarm('false-cut', undefined);
    requireRule(refusal === 'none', 'a revocation that does not hold');
    KnownCuts.keep(writer, revocation);
    session.alarm('somebody-cut-off', undefined);
}

/** Whose the devices are that stand or stood in this device's channels. */
async function peopleIn(reader: StoreReader): Promise<Map<DeviceKey, PersonTag>> {
    const people = new Map<DeviceKey, PersonTag>();
    for (const { value } of await reader.list(bucket.channels)) {
        for (const { admission } of await presences.all(reader, channelStateRecord.decode(value).id)) {
            const { device, person } = decodeCoSigned(admissionCodec, admission).body;
            people.set(device, person);
        }
    }
    return people;
}
