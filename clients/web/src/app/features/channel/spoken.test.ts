import { waitFor } from '@testing-library/svelte';
import { beforeAll, expect, test } from 'vitest';
import { opened, prepare } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';

const s = samplesIn('en');
const spoken = (): readonly string[] => [...document.querySelectorAll('[aria-live=polite]')].map((one) => one.textContent?.trim() ?? '');

beforeAll(prepare);

test('new words of others are said once, with their author and side and without their marks', async () => {
    const { port, dialogue } = await opened({ device: s.device }, { channels: () => s.channels, show: () => s.talk(s.water) });
    await dialogue.talk.show(s.water, s.hill);
    const said = s.line(10, 'We meet on **Friday**:\n- at *noon*\n2. at `the bridge`');
    port.tell({ news: 'talk', talk: s.talk(s.water, [...s.lines, said]) });
    await waitFor(() => expect(spoken()[0]).toBe('Samir, Coast: We meet on Friday:\nat noon\n2. at the bridge'));
    // The same lines again, and own words, change nothing of what is said.
    const element = document.querySelector('[aria-live=polite] p');
    port.tell({ news: 'talk', talk: s.talk(s.water, [...s.lines, said, s.line(11, 'mine', s.own)]) });
    await dialogue.talk.showEarlier();
    expect(document.querySelector('[aria-live=polite] p')).toBe(element);
    expect(spoken().join('')).not.toContain('mine');
});
