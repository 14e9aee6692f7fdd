import { RelayCode } from '../wire/relayCode.ts';

/** The relay answered that it does not do what was asked. */
export class RelayRefused extends Error {
    override readonly name = 'RelayRefused';
    readonly code: RelayCode;

    constructor(code: RelayCode) {
        super(`the relay refused: ${code}`);
        this.code = code;
    }
}

/** Lets good answers through. @throws RelayRefused for another. */
export function expectOk<Reply extends { readonly code: RelayCode }>(reply: Reply): Reply {
    if (reply.code !== RelayCode.ok) throw new RelayRefused(reply.code);
    return reply;
}

/** Another installation than the expected one answers at the address; nothing but Hello was said to it. */
export class WrongRelay extends Error {
    override readonly name = 'WrongRelay';

    constructor() {
        super('another relay answers at this address');
    }
}
