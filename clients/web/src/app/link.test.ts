import { expect, test } from 'vitest';
import { takeLink } from './link.ts';

test('the invitation leaves the address bar and stays in memory', () => {
    history.replaceState(null, '', '/#invitation');
    expect(takeLink()).toMatch(/\/#invitation$/);
    expect(location.href).not.toContain('#');
    expect(takeLink()).toBeUndefined();
});
