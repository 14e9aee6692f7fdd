import { afterEach, describe, expect, test, vi } from 'vitest';
import { scriptUrlPolicy } from './scriptUrl.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the policy for script addresses', () => {
    test('passes our workers and no other, where Trusted Types do not exist', () => {
        vi.stubGlobal('trustedTypes', undefined);
        const trusted = scriptUrlPolicy('/assets/main-1.js', '/sw.js');
        expect(trusted('/assets/main-1.js')).toBe('/assets/main-1.js');
        expect(trusted('/sw.js')).toBe('/sw.js');
        expect(() => trusted('/sw.js?x')).toThrow(TypeError);
        expect(() => trusted('/other/sw.js')).toThrow(TypeError);
        expect(() => trusted('/assets/main-1.js?x')).toThrow(TypeError);
    });

    test('passes our workers and no other, where they do', () => {
        const createPolicy = vi.fn((_: string, rules: { createScriptURL(url: string): string }) => rules);
        vi.stubGlobal('trustedTypes', { createPolicy });
        const trusted = scriptUrlPolicy('/assets/main-1.js', '/sw.js');
        expect(createPolicy).toHaveBeenCalledWith('app-script-url', expect.anything());
        expect(trusted('/assets/main-1.js')).toBe('/assets/main-1.js');
        expect(trusted('/sw.js')).toBe('/sw.js');
        expect(() => trusted('https://elsewhere.example/x.js')).toThrow(TypeError);
    });
});
