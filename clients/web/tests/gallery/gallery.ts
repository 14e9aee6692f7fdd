import { mount } from 'svelte';
import App from '../../src/app/App.svelte';
import { Dialogue } from '../../src/app/dialogue.svelte.ts';
import type { LanguageTag } from '../../src/app/i18n/catalogs.ts';
import { language } from '../../src/app/i18n/language.svelte.ts';
import { drawn, present } from './scene.ts';
import { scenes } from './scenes.ts';
import '../../src/app/styles/tokens.css';
import '../../src/app/styles/base.css';
import '../../src/app/styles/kinds.css';

const query = new URLSearchParams(location.search);
const scene = scenes(query.get('language') === 'ar' ? 'ar' : 'en')[query.get('scene') ?? ''];

if (scene !== undefined) {
    await language.choose(query.get('language') as LanguageTag);
    const { port, link } = scene;
    const dialogue = new Dialogue(port);
    mount(App, { target: document.body, props: { dialogue } });
    await dialogue.start(link);
    await scene.then?.({ dialogue, port });
    // Parts of the page come late.
    await present('h1');
    if (dialogue.sheet !== undefined) await present('dialog[open]');
    await drawn();
    document.documentElement.dataset['ready'] = 'yes';
}
