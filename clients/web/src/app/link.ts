/**
 * Takes the invitation out of the address bar, so that a glance at the screen does not show it and no step back returns to it. Of what
 * follows only the caller's memory holds it; that a link was opened, the browser may keep in files of its own (docs/threat-model.md).
 */
export function takeLink(): string | undefined {
    const { hash, href, pathname } = location;
    if (hash.length < 2) {
        return undefined;
    }
    history.replaceState(history.state, '', pathname);
    return href;
}
