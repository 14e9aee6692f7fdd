import type { DeviceView } from '../../src/worker/api.ts';
import type { ScriptedPort } from '../../src/app/testing/scriptedPort.ts';
import type { After, Scene } from './scene.ts';

const running = { version: '0.1.0', hash: '3f8a10c27be94d5506d1ee73b04a9c82f1670d3b5e2c48a99f60d7b1c42e8a05' };
const newer = { version: '0.2.0', hash: 'b17c93e40a6f2d8851c7e09f3ad46b20975ce8f10d3a42b6e81f5097cd24a36e' };

/** What the page says of the release that runs, and of another one. */
export function releaseScenes(
    open: (device: DeviceView) => ScriptedPort,
    locked: () => ScriptedPort,
    device: DeviceView,
): Record<string, Scene> {
    const released =
        (isNew: boolean, then?: (after: After) => void) =>
        async (after: After): Promise<void> => {
            const { Releases } = await import('../../src/app/features/about/releases.svelte.ts');
            const releases = new Releases(undefined);
            releases.running = running;
            releases.newer = isNew ? newer : undefined;
            const nobody = { installing: null, waiting: null, active: null, update: () => Promise.resolve() };
            await releases.keep(() => Promise.resolve(Object.assign(new EventTarget(), nobody)));
            after.dialogue.phone.releases = releases;
            then?.(after);
        };
    const about = ({ dialogue }: After): void => void (dialogue.sheet = 'about');
    const looked = (after: After): void => {
        about(after);
        if (after.dialogue.phone.releases !== undefined) after.dialogue.phone.releases.look = 'refused';
    };
    return {
        about: { port: open(device), then: released(false, looked) },
        'about-new': { port: open(device), then: released(true, about) },
        'about-unknown': { port: open(device), then: about },
        'channels-new-release': { port: open(device), then: released(true) },
        'locked-new-release': { port: locked(), then: released(true) },
    };
}
