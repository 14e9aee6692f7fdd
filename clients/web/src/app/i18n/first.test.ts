import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import App from '../App.svelte';
import { Dialogue } from '../dialogue.svelte.ts';
import { samplesIn } from '../testing/samples.ts';
import { ScriptedPort } from '../testing/scriptedPort.ts';
import { language } from './language.svelte.ts';

test('an invitation is drawn with the words that came first, and what follows waits for the rest', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    const s = samplesIn('en');
    await language.begin();
    const dialogue = new Dialogue(new ScriptedPort({ open: () => ({ state: 'empty' }), invitation: () => s.invitation }));
    const { container } = render(App, { props: { dialogue } });
    await dialogue.start('https://relay.example.org/#invitation');
    await screen.findByText(/This invitation is for one person/);

    expect([...container.querySelectorAll('h1, h2, button, label, p, li, small')].filter((one) => one.textContent?.trim() === '')).toEqual(
        [],
    );
    expect(container.textContent).not.toContain('undefined');
    await fireEvent.click(screen.getByRole('button', { name: 'I have read this' }));
    expect(screen.getByRole('alert').textContent).toBe('Please write a name first.');
    await fireEvent.input(screen.getByLabelText('Your name in the dialogue'), { target: { value: 'Leyla' } });
    await fireEvent.click(screen.getByRole('button', { name: 'I have read this' }));
    expect(screen.queryByRole('heading')).toBeNull();

    await language.start();
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Choose a passphrase');
});
