import { keepRevocation } from '../revocations/revocationLetters.ts';
import type { StoreWriter } from '../storage/store.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { keepWelcome } from './welcomeDesk.ts';

/** Keeps what a letter about channels brings. @throws MalformedObjectException when it is none, or does not hold. */
export async function keepChannelLetter(session: DeviceSession, writer: StoreWriter, letter: Letter): Promise<void> {
    if (letter.kind === LetterKind.revocation) await keepRevocation(session, writer, letter);
    else keepWelcome(writer, letter, session.now());
}
