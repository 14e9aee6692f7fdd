/** Bytes of somebody else are not an object of the expected kind. The only exception a decoder throws; it names the rule, never a value. */
export class MalformedObjectException extends Error {
    override readonly name = 'MalformedObjectException';

    constructor(rule: string) {
        super(`Refused object: ${rule}.`);
    }
}

/** @throws MalformedObjectException unless the rule holds; what the page loads does not say which (build/smaller.mjs). */
export function requireRule(holds: boolean, rule = 'a rule of its kind'): asserts holds {
    if (!holds) throw new MalformedObjectException(rule);
}
