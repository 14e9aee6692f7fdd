import { kept } from '../../keptChoice.ts';

/** What a key asks for. */
type Wish = 'above' | 'below' | 'reply' | 'search' | 'keys';

/** Keys that do something on their own. Letters can be switched off: who steers by voice says them by accident. */
class Keys {
    single = $state(kept.keys.kept !== 'off');

    turn(): void {
        this.single = !this.single;
        kept.keys.choose(this.single ? 'on' : 'off');
    }

    /** What is wished for; nothing while somebody types. */
    wishOf(event: KeyboardEvent): Wish | undefined {
        const { target, key, code, shiftKey } = event;
        if (
            event.isComposing ||
            event.ctrlKey ||
            event.metaKey ||
            (target instanceof Element && target.matches('input, textarea, select'))
        ) {
            return undefined;
        }
        if (event.altKey) {
            return ({ ArrowUp: 'above', ArrowDown: 'below' } as const)[key];
        }
        if (!this.single) {
            return undefined;
        }
        // Where a key stands counts as well: on an Arabic or Russian keyboard it gives another letter.
        if (key === '?' || key === '؟' || (code === 'Slash' && shiftKey && key !== '/')) {
            return 'keys';
        }
        if (key === '/' || (code === 'Slash' && !shiftKey)) {
            return 'search';
        }
        return key.toLowerCase() === 'r' || (code === 'KeyR' && !/^[a-z]$/i.test(key)) ? 'reply' : undefined;
    }
}

export const keys = new Keys();
