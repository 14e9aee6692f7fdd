// The one QR code (ISO/IEC 18004) that people scan from each other's screens: version 3 with error correction L, one block.

/** Modules in a row. */
export const side = 29;
export const dataBytes = 55;
export const correctionBytes = 15;
/** The alphanumeric set, by value. */
export const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Rows of modules, dark ones true, undefined where data lie. */
type Modules = (boolean | undefined)[][];

/** The code with its patterns and no data; `format` is level and mask with their error correction, table C.1. */
export function patterns(format: number): Modules {
    const modules: Modules = Array.from({ length: side }, () => new Array<boolean | undefined>(side).fill(undefined));
    const set = (x: number, y: number, dark: boolean) => {
        const row = modules[y];
        if (row !== undefined && x >= 0 && x < side) {
            row[x] = dark;
        }
    };
    const square = (centreX: number, centreY: number, reach: number, isDark: (distance: number) => boolean) => {
        for (let dy = -reach; dy <= reach; dy++) {
            for (let dx = -reach; dx <= reach; dx++) {
                set(centreX + dx, centreY + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
            }
        }
    };
    for (let at = 8; at < side - 8; at++) {
        set(at, 6, at % 2 === 0);
        set(6, at, at % 2 === 0);
    }
    for (const [x, y] of [
        [3, 3],
        [side - 4, 3],
        [3, side - 4],
    ] as const) {
        square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
    }
    square(side - 7, side - 7, 2, (distance) => distance !== 1);
    for (let at = 0; at < 15; at++) {
        const dark = ((format >> at) & 1) === 1;
        // Once around the first corner, once along the two others, past the timing patterns.
        const [x, y] = at < 8 ? [8, at < 6 ? at : at + 1] : [at === 8 ? 7 : 14 - at, 8];
        set(x, y, dark);
        const [otherX, otherY] = at < 8 ? [side - 1 - at, 8] : [8, side - 15 + at];
        set(otherX, otherY, dark);
    }
    set(8, side - 8, true);
    return modules;
}

/** Where data lie, bit by bit: two columns at a time from the right, up and down in turn, past the timing pattern. */
export function dataPath(modules: Modules): readonly (readonly [x: number, y: number])[] {
    const path: (readonly [number, number])[] = [];
    for (let right = side - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
        right -= right === 6 ? 1 : 0;
        for (let step = 0; step < side; step++) {
            const y = isUp ? side - 1 - step : step;
            path.push([right, y], [right - 1, y]);
        }
    }
    return path.filter(([x, y]) => modules[y]?.[x] === undefined);
}
