import type { Plugin } from 'vite';

type Catalogs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function compileMessages(catalogs: Catalogs): Record<string, string>;
export function gaps(catalogs: Catalogs): readonly string[];
export function readCatalogs(): Catalogs;
export function writeMessages(): void;
export function messages(): Plugin;
