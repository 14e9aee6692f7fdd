import { kept } from '../keptChoice.ts';
import { firstWordsOf, languages, readersTag, wordsOf, type LanguageTag } from './catalogs.ts';
import type { Messages } from './generated/messages.ts';
import { messagesOf } from './runtime.ts';

/** The language of the page: the device's choice until the reader makes another. */
class Language {
    tag = $state<LanguageTag>('en');
    /** Whether all words are here, not only the first screen's. */
    isWhole = $state(false);
    #messages = $state.raw<Messages>();

    /** The words; the page is drawn only after `start`, the screen of an invitation after `begin`. */
    get m(): Messages {
        return this.#messages as Messages;
    }

    /** The first screen's words, which are fewer and come first. */
    async begin(): Promise<void> {
        const tag = readersTag();
        const words = await firstWordsOf(tag);
        if (!this.isWhole) {
            this.#show(tag, messagesOf(tag, words));
        }
    }

    async start(): Promise<void> {
        await this.#use(readersTag());
    }

    async choose(tag: LanguageTag): Promise<void> {
        kept.language.choose(tag);
        await this.#use(tag);
    }

    async #use(tag: LanguageTag): Promise<void> {
        const words = await Promise.all([firstWordsOf(tag), wordsOf(tag)]);
        this.isWhole = true;
        this.#show(tag, messagesOf(tag, ...words));
    }

    #show(tag: LanguageTag, messages: Messages): void {
        this.tag = tag;
        this.#messages = messages;
        document.documentElement.lang = tag;
        document.documentElement.dir = languages.find((one) => one.tag === tag)?.dir ?? 'ltr';
    }
}

export const language = new Language();
