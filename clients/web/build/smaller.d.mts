import type { Alias, Plugin } from 'vite';

export const withoutUnusedParts: Alias;
export function withoutUnreadWords(): Plugin;
export function smallest(): Plugin & { generateBundle(options: object, bundle: object): Promise<void> };
