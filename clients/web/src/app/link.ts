/**
 * Takes the invitation out of the address bar, so that neither the history nor a glance at the screen shows it. Only the caller's
 * memory holds it from here on.
 */
export function takeLink(): string | undefined {
    const { hash, href, pathname } = location;
    if (hash.length < 2) {
        return undefined;
    }
    history.replaceState(history.state, '', pathname);
    return href;
}
