import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { revocationContentCodec } from '../content/lastingContent.ts';
import { checkByItsCharter } from '../policy/removalRules.ts';
import type { StoreWriter } from '../storage/store.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import type { Letter } from '../trust/letter.ts';
import { KnownCuts } from './knownCuts.ts';

/**
 * Word of a revocation that comes as a letter. It counts by its own signatures, whoever sent it: the sender need not be trusted and the
 * relay cannot hold it up for ever, because everybody who signed sends it to everybody. The next sync posts it wherever its target stands.
 * @throws MalformedObjectException when it does not hold; an alarm says so.
 */
export async function keepRevocation(session: DeviceSession, writer: StoreWriter, letter: Letter): Promise<void> {
    const { charters, admission } = session;
    requireRule(charters !== undefined && admission !== undefined, 'a revocation before admission');
    const { revocation } = decodeObject(revocationContentCodec, letter.body);
    const known = await KnownCuts.read(writer);
    if (known.has(revocation)) return;
    const before = known.revocations.map(({ body }) => body);
    const refusal = await checkByItsCharter(revocation, charters, before);
    if (refusal !== 'none') session.alarm('false-cut', undefined);
    requireRule(refusal === 'none', 'a revocation that does not hold');
    KnownCuts.keep(writer, revocation);
    session.alarm('somebody-cut-off', undefined);
}
