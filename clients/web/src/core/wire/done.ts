import { choice, record, type Of } from './jsonRecord.ts';
import { RelayCode } from './relayCode.ts';

/** An answer with nothing but its code. */
export type Done = Of<typeof done>;
export const done = record({ code: choice(RelayCode) });
