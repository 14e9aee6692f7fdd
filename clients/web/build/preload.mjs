// Names in index.html what the page starts, so that a slow line fetches it in one round and not in three: the worker with what it
// imports. Which language's words are needed only the page knows: the small piece that finds out and asks for them is a script of its
// own, which waits for nothing else.

const chooser = /^src\/app\/i18n\/catalogs\.ts$/;

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
                const links = worker
                    .map(({ fileName }) => fileName)
                    .sort()
                    .map((name) => ({ tag: 'link', attrs: { rel: 'modulepreload', href: `/${name}` }, injectTo: 'head' }));
                return [languageScript(chunks), ...links];
            },
        },
    };
}

function languageScript(chunks) {
    const alone = chunks.filter(({ imports, moduleIds }) => imports.length === 0 && moduleIds.some((id) => chooser.test(relative(id))));
    if (alone.length !== 1) {
        throw new Error('the choice of the language is no piece of its own that imports nothing');
    }
    return { tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src: `/${alone[0].fileName}` }, injectTo: 'head' };
}

const relative = (id) => (id ?? '').replace(/^.*\/src\/app\//, 'src/app/');
