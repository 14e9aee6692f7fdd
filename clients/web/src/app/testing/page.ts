import { fireEvent, render, screen } from '@testing-library/svelte';
import { vi } from 'vitest';
import type { DeviceView } from '../../worker/api.ts';
import App from '../App.svelte';
import { Dialogue } from '../dialogue.svelte.ts';
import { language } from '../i18n/language.svelte.ts';
import { channelSheets, deviceSheets, plainSheets, screens } from '../screens.ts';
import { ScriptedPort } from './scriptedPort.ts';

// The whole page over a scripted worker, and what a person does with it. For tests only.

/** Everything that comes late is here, and the page speaks English. */
export async function prepare(): Promise<void> {
    await Promise.all([screens, plainSheets, deviceSheets, channelSheets].flatMap((some) => Object.values(some).map((load) => load())));
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    await language.choose('en');
}

/** The page as it opens with a link or on a device that is there. */
export async function opened(
    { device, link }: { device?: DeviceView; link?: string },
    script: ScriptedPort['script'],
): Promise<{ readonly port: ScriptedPort; readonly dialogue: Dialogue }> {
    const port = new ScriptedPort({
        open: () => (device === undefined ? { state: 'empty' } : { state: 'open', device }),
        channels: () => [],
        papers: () => [],
        ...script,
    });
    const dialogue = new Dialogue(port);
    render(App, { props: { dialogue } });
    await dialogue.start(link);
    return { port, dialogue };
}

export const press = async (name: string | RegExp): Promise<void> =>
    void (await fireEvent.click(await screen.findByRole('button', { name })));

export const write = async (label: string, value: string): Promise<void> =>
    void (await fireEvent.input(await screen.findByLabelText(label), { target: { value } }));

export const choose = async (label: string, value: string): Promise<void> =>
    void (await fireEvent.change(await screen.findByLabelText(label), { target: { value } }));
