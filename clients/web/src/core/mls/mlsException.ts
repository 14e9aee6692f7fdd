import type { MlsError } from './mlsError.ts';

/** Bytes of a peer were refused; `error` names the rule. The state is exactly what it was before. */
export class MlsException extends Error {
    readonly error: MlsError;

    constructor(error: MlsError) {
        super(`refused: ${error}`);
        this.name = 'MlsException';
        this.error = error;
    }
}
