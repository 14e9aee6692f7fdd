import { kept } from '../keptChoice.ts';

const sizes = [
    { percent: 100, name: undefined },
    { percent: 125, name: 'large' },
    { percent: 150, name: 'largest' },
] as const;

export type Percent = (typeof sizes)[number]['percent'];

/** The size of all text: the reader's choice on this device. */
class TextSize {
    percent = $state<Percent>(100);
    readonly all = sizes.map(({ percent }) => percent);

    constructor() {
        this.#show(this.all.find((percent) => `${percent}` === kept.textSize.kept) ?? 100);
    }

    choose(percent: Percent): void {
        kept.textSize.choose(`${percent}`);
        this.#show(percent);
    }

    #show(percent: Percent): void {
        this.percent = percent;
        const name = sizes.find((size) => size.percent === percent)?.name;
        if (name === undefined) {
            delete document.documentElement.dataset['size'];
        } else {
            document.documentElement.dataset['size'] = name;
        }
    }

    /** The next larger one, and from the largest back. */
    turn(): void {
        this.choose(this.all[(this.all.indexOf(this.percent) + 1) % this.all.length] ?? 100);
    }
}

export const textSize = new TextSize();
