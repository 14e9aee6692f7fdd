import { _SHA256 } from '@noble/hashes/sha2.js';

// The library's compression function alone (FIPS 180-4 §6.2.2). What its hash objects do around it costs more than a block, and MLS
// hashes little things often.
class Compression extends _SHA256 {
    run(state: Int32Array, data: DataView, at: number): void {
        const word = (i: number): number => state[i] as number;
        this.set(word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7));
        this.process(data, at);
        state[0] = this.A;
        state[1] = this.B;
        state[2] = this.C;
        state[3] = this.D;
        state[4] = this.E;
        state[5] = this.F;
        state[6] = this.G;
        state[7] = this.H;
    }

    initial(): Int32Array {
        return Int32Array.from(this.get());
    }

    forget(): void {
        this.roundClean();
        this.set(0, 0, 0, 0, 0, 0, 0, 0);
    }
}

const compression = new Compression();

export const blockBytes = 64;

/** The state before anything is hashed (§5.3.3). */
export const initialState: Int32Array = compression.initial();

/** Goes on with the block of `data` that begins at `at`. */
export function hashBlock(state: Int32Array, data: DataView, at: number): void {
    compression.run(state, data, at);
}

/** Zeroes what the last block left behind. */
export function forgetBlock(): void {
    compression.forget();
}
