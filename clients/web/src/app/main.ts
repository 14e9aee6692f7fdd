import { mount } from 'svelte';
import { serviceWorkerPath } from '../serviceWorker/api.ts';
import workerUrl from '../worker/entry.ts?worker&url';
import App from './App.svelte';
import { Dialogue } from './dialogue.svelte.ts';
import { language } from './i18n/language.svelte.ts';
import { takeLink } from './link.ts';
import { screens } from './screens.ts';
import { scriptUrlPolicy } from './scriptUrl.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/kinds.css';
import { WorkerPort } from './workerPort.ts';

const link = takeLink();
const scriptUrl = scriptUrlPolicy(workerUrl, serviceWorkerPath);
const dialogue = new Dialogue(
    new WorkerPort(() => new Worker(scriptUrl(workerUrl), { type: 'module' })),
    // Each look for another release asks the relay, whatever the browser keeps.
    () => navigator.serviceWorker.register(scriptUrl(serviceWorkerPath), { updateViaCache: 'none' }),
);

// Words and worker are on their way at the same time; the first screen waits for the words only, that of an invitation for its own.
const whole = language.start();
if (link !== undefined) {
    void whole.then(() => screens.passphrase());
}
void dialogue.start(link);
addEventListener('hashchange', () => {
    const another = takeLink();
    if (another !== undefined) {
        dialogue.follow(another);
    }
});
void (link === undefined ? whole : language.begin()).then(() => mount(App, { target: document.body, props: { dialogue } }));
