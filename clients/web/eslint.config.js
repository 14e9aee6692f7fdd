import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const lines = (max) => ({ 'max-lines': ['error', { max, skipBlankLines: false, skipComments: false }] });

export default ts.config(
    { ignores: ['dist', 'node_modules', 'src/app/i18n/generated'] },
    js.configs.recommended,
    ...ts.configs.strict,
    ...svelte.configs.recommended,
    {
        files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
        languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig } },
        rules: {
            ...lines(300),
            '@typescript-eslint/no-explicit-any': 'error',
            '@typescript-eslint/no-non-null-assertion': 'error',
            '@typescript-eslint/consistent-type-definitions': 'off',
            '@typescript-eslint/no-dynamic-delete': 'off',
            'no-restricted-syntax': [
                'error',
                { selector: 'TSEnumDeclaration', message: 'A const object and a union instead of an enum.' },
                { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
                { selector: "CallExpression[callee.name='eval']", message: 'The content policy forbids it.' },
            ],
            'no-restricted-properties': [
                'error',
                { object: 'Math', property: 'random', message: 'Randomness comes from the crypto provider.' },
                { property: 'innerHTML', message: 'No HTML from strings.' },
            ],
            'no-console': 'error',
            eqeqeq: 'error',
        },
    },
    { files: ['**/*.svelte'], rules: { ...lines(250), 'svelte/no-at-html-tags': 'error', 'no-undef': 'off' } },
    { files: ['src/core/**/*.ts'], languageOptions: { globals: globals.es2023 } },
    { files: ['src/worker/**/*.ts', 'src/serviceWorker/**/*.ts'], languageOptions: { globals: globals.worker } },
    { files: ['**/*.ts'], rules: { 'no-undef': 'off' } },
    { files: ['**/*.test.ts', 'tests/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' } },
    {
        files: ['*.config.ts', '*.config.js', '*.config.cjs', '.*.cjs', 'build/**'],
        languageOptions: { globals: globals.node },
        rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
    },
);
