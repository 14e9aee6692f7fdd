import type { Brand } from '../../brand.ts';

/** The IANA number of an extension (RFC 9420 §17.3); unknown numbers are allowed. */
export type ExtensionType = Brand<number, 'ExtensionType'>;

export const ExtensionType = {
    /** application_id, in leaves. */
    ApplicationId: 1 as ExtensionType,
    /** ratchet_tree, in GroupInfo. */
    RatchetTree: 2 as ExtensionType,
    /** required_capabilities, in GroupContext. */
    RequiredCapabilities: 3 as ExtensionType,
    /** external_pub, in GroupInfo. */
    ExternalPub: 4 as ExtensionType,
    /** external_senders, in GroupContext. */
    ExternalSenders: 5 as ExtensionType,
} as const;

/** Whether every implementation has it, so that capabilities do not list it (RFC 9420 §7.2). */
export function isAlwaysSupportedExtension(type: ExtensionType): boolean {
    return type >= 1 && type <= 5;
}
