import type { Alias, Plugin } from 'vite';

export const withoutUnusedParts: Alias;
export function withoutUnreadWords(): Plugin;
