/** A choice of the reader that outlives the page, but only where a device exists: before, opening a link leaves no trace. */
class KeptChoice {
    readonly #place: string;
    #chosen: string | undefined;
    #remembers = false;

    constructor(place: string) {
        this.#place = place;
    }

    /** Whether there is a device here; without one nothing stays. */
    remember(here: boolean): void {
        this.#remembers = here;
        this.#store();
    }

    /** What was chosen here before; undefined for nothing. */
    get kept(): string | undefined {
        try {
            return localStorage.getItem(this.#place) ?? undefined;
        } catch {
            return undefined;
        }
    }

    choose(value: string): void {
        this.#chosen = value;
        this.#store();
    }

    #store(): void {
        try {
            if (!this.#remembers) {
                localStorage.removeItem(this.#place);
            } else if (this.#chosen !== undefined) {
                localStorage.setItem(this.#place, this.#chosen);
            }
        } catch {
            // A browser that stores nothing asks again.
        }
    }
}

/** Everything that a reader chooses for this device. */
export const kept = { language: new KeptChoice('language'), textSize: new KeptChoice('text-size'), keys: new KeptChoice('keys') };
