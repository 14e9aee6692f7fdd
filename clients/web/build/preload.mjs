// Names what the first screen needs in index.html, so that a slow line fetches it in one round and not in three: the worker with what
// it imports, the first screen, and the words of both languages (which one is needed only the page knows).

const wanted = [/^src\/app\/i18n\/generated\/[a-z]+\.ts$/, /^src\/app\/features\/welcome\/WelcomeScreen\.svelte$/];

/** Vite plugin: adds `modulepreload` links to the built page. */
export function preload() {
    return {
        name: 'preload',
        apply: 'build',
        enforce: 'post',
        transformIndexHtml: {
            order: 'post',
            handler(_, { bundle }) {
                const files = Object.values(bundle ?? {});
                const chunks = files.filter((file) => file.type === 'chunk');
                const worker = files.filter((file) => file.type === 'asset' && /^assets\/entry-[\w-]+\.js$/.test(file.fileName));
                const first = chunks.filter(({ facadeModuleId }) => wanted.some((one) => one.test(relative(facadeModuleId))));
                const entry = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap((one) => [one.fileName, ...one.imports]));
                const names = new Set([
                    ...worker.map(({ fileName }) => fileName),
                    ...first.flatMap((one) => [one.fileName, ...one.imports]),
                ]);
                return [...names]
                    .filter((name) => !entry.has(name))
                    .sort()
                    .map((name) => ({ tag: 'link', attrs: { rel: 'modulepreload', href: `/${name}` }, injectTo: 'head' }));
            },
        },
    };
}

const relative = (id) => (id ?? '').replace(/^.*\/src\/app\//, 'src/app/');
