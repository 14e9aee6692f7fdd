// core imports nothing outside itself but @noble; worker imports core; app reaches the workers through their apis only
// (and names the entry, as an address); the service worker knows neither.
module.exports = {
    forbidden: [
        { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
        {
            name: 'core-stands-alone',
            severity: 'error',
            from: { path: '^src/core', pathNot: '\\.test\\.ts$' },
            to: { pathNot: '^(src/core|node_modules/@noble)' },
        },
        { name: 'worker-knows-no-page', severity: 'error', from: { path: '^src/worker' }, to: { path: '^src/app' } },
        {
            name: 'page-knows-the-api-only',
            severity: 'error',
            from: { path: '^src/app' },
            to: { path: '^src/(core|worker|serviceWorker)', pathNot: '^src/(worker/(api|entry)|serviceWorker/api)\\.ts$' },
        },
        {
            name: 'service-worker-stands-alone',
            severity: 'error',
            from: { path: '^src/serviceWorker', pathNot: '\\.test\\.ts$' },
            to: { pathNot: '^src/serviceWorker' },
        },
    ],
    options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } },
};
