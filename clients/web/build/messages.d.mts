import type { Plugin } from 'vite';

export function compileMessages(catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, string>;
export function writeMessages(): void;
export function messages(): Plugin;
