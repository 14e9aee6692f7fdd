import type { Messages } from './generated/messages.ts';

/** The languages of the page, each under its own name. */
export const languages = [
    { tag: 'en', name: 'English', dir: 'ltr' },
    { tag: 'ar', name: 'العربية', dir: 'rtl' },
] as const;

export type LanguageTag = (typeof languages)[number]['tag'];

const place = 'language';

const catalogs: { readonly [tag in LanguageTag]: () => Promise<{ readonly messages: Messages }> } = {
    en: () => import('./generated/en.ts'),
    ar: () => import('./generated/ar.ts'),
};

/** The language of the page: the device's choice until the reader makes another. */
class Language {
    tag = $state<LanguageTag>('en');
    #messages = $state.raw<Messages>();
    #chosen: LanguageTag | undefined;
    #remembers = false;

    /** The words; the page is drawn only after `start`. */
    get m(): Messages {
        return this.#messages as Messages;
    }

    /** The other languages, to be offered on every screen. */
    get others() {
        return languages.filter(({ tag }) => tag !== this.tag);
    }

    async start(): Promise<void> {
        await this.#use(known(stored()) ?? known(...navigator.languages) ?? 'en');
    }

    async choose(tag: LanguageTag): Promise<void> {
        this.#chosen = tag;
        this.#store();
        await this.#use(tag);
    }

    /** A choice outlives the page only where a device exists: before, opening a link leaves no trace. */
    remember(here: boolean): void {
        this.#remembers = here;
        this.#store();
    }

    #store(): void {
        try {
            if (!this.#remembers) {
                localStorage.removeItem(place);
            } else if (this.#chosen !== undefined) {
                localStorage.setItem(place, this.#chosen);
            }
        } catch {
            // A browser that stores nothing asks for the language again.
        }
    }

    async #use(tag: LanguageTag): Promise<void> {
        const { messages } = await catalogs[tag]();
        this.tag = tag;
        this.#messages = messages;
        document.documentElement.lang = tag;
        document.documentElement.dir = languages.find((one) => one.tag === tag)?.dir ?? 'ltr';
    }
}

function stored(): string {
    try {
        return localStorage.getItem(place) ?? '';
    } catch {
        return '';
    }
}

const known = (...wanted: readonly string[]): LanguageTag | undefined =>
    wanted.map((one) => languages.find(({ tag }) => one.split('-')[0] === tag)?.tag).find((tag) => tag !== undefined);

export const language = new Language();
