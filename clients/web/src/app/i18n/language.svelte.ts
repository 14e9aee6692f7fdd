import { kept } from '../keptChoice.ts';
import { languages, readersTag, wordsOf, type LanguageTag } from './catalogs.ts';
import type { Messages } from './generated/messages.ts';
import { messagesOf } from './runtime.ts';

/** The language of the page: the device's choice until the reader makes another. */
class Language {
    tag = $state<LanguageTag>('en');
    #messages = $state.raw<Messages>();

    /** The words; the page is drawn only after `start`. */
    get m(): Messages {
        return this.#messages as Messages;
    }

    async start(): Promise<void> {
        await this.#use(readersTag());
    }

    async choose(tag: LanguageTag): Promise<void> {
        kept.language.choose(tag);
        await this.#use(tag);
    }

    async #use(tag: LanguageTag): Promise<void> {
        const words = await wordsOf(tag);
        this.tag = tag;
        this.#messages = messagesOf(tag, words);
        document.documentElement.lang = tag;
        document.documentElement.dir = languages.find((one) => one.tag === tag)?.dir ?? 'ltr';
    }
}

export const language = new Language();
