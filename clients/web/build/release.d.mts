import type { Plugin } from 'vite';

export function release(): Plugin;
