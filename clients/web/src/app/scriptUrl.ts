type Policy = { createScriptURL(url: string): unknown };
type Factory = {
    createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): Policy;
};

/**
 * Passes the named script addresses and no other through the policy `app-script-url`, which the content policy of the page names. A browser
 * without Trusted Types takes the string as it is.
 */
export function scriptUrlPolicy(...allowed: readonly string[]): (url: string) => string {
    const createScriptURL = (url: string): string => {
        if (!allowed.includes(url)) {
            throw new TypeError('This script is not ours.');
        }
        return url;
    };
    const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
    if (factory === undefined) {
        return createScriptURL;
    }
    const policy = factory.createPolicy('app-script-url', { createScriptURL });
    // The DOM types of TypeScript know script addresses as strings only.
    return (url) => policy.createScriptURL(url) as string;
}
