/** Takes the kept release off this device: it holds no secret, but it shows that the page was used here. */
export async function forgetReleases(): Promise<void> {
    try {
        for (const registration of await navigator.serviceWorker.getRegistrations()) {
            for (const notification of await registration.getNotifications()) notification.close();
            await registration.unregister();
        }
        for (const name of await caches.keys()) await caches.delete(name);
    } catch {
        // A browser without them has kept nothing.
    }
}
