import { side } from './qrLayout.ts';
import { textOf } from './qrWords.ts';

/** What a camera saw: four bytes a dot, as a canvas gives them. */
export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray | Uint8Array };

type Point = { readonly x: number; readonly y: number };
/** The middle of one of the three large squares; `module` is its seventh part. */
type Finder = Point & { readonly module: number; readonly seen: number };
type Dots = { readonly width: number; readonly height: number; readonly isDark: (x: number, y: number) => boolean };

/** Modules between the middles of two large squares. */
const between = side - 7;
/** So many of the squares that were seen most are tried. */
const tried = 6;

/** The text of the code in a picture, however it is turned; undefined where none is read. */
export function readQr(picture: Picture): string | undefined {
    const dots = dotsOf(picture);
    for (const [corner, right, below] of threesOf(findersIn(dots))) {
        for (const middle of alignmentsNear(dots, corner, right, below)) {
            const place = placesFor(corner, right, below, middle);
            const text = textOf((x, y) => isModuleDark(dots, place, x, y));
            if (text !== undefined) {
                return text;
            }
        }
    }
    return undefined;
}

/** Dark is what is darker than its neighbourhood: light falls differently on the parts of a picture. */
function dotsOf({ width, height, data }: Picture): Dots {
    const luma = new Uint8Array(width * height);
    const sums = new Float64Array((width + 1) * (height + 1));
    for (let y = 0; y < height; y++) {
        let row = 0;
        for (let x = 0; x < width; x++) {
            const at = 4 * (y * width + x);
            const value = ((data[at] as number) * 2 + (data[at + 1] as number) * 5 + (data[at + 2] as number)) >> 3;
            luma[y * width + x] = value;
            row += value;
            sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] as number) + row;
        }
    }
    const reach = Math.max(width, height) >> 4;
    const sum = (x: number, y: number) => sums[y * (width + 1) + x] as number;
    const dark = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
        const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
        for (let x = 0; x < width; x++) {
            const [left, end] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
            const mean = (sum(end, bottom) - sum(left, bottom) - sum(end, top) + sum(left, top)) / ((end - left) * (bottom - top));
            dark[y * width + x] = (luma[y * width + x] as number) < mean - 4 ? 1 : 0;
        }
    }
    return { width, height, isDark: (x, y) => x >= 0 && y >= 0 && x < width && y < height && dark[(y | 0) * width + (x | 0)] === 1 };
}

/** Large squares: along any line through their middle the runs are as 1 to 1 to 3 to 1 to 1. */
function findersIn(dots: Dots): readonly Finder[] {
    let found: Finder[] = [];
    for (let y = 0; y < dots.height; y += 2) {
        const runs = [0, 0, 0, 0, 0];
        let dark = false;
        for (let x = 0; x <= dots.width; x++) {
            if (x < dots.width && dots.isDark(x, y) === dark) {
                (runs[4] as number)++;
                continue;
            }
            if (dark && isFinder(runs)) {
                const finder = finderAt(dots, x - (runs[4] as number) - (runs[3] as number) - (runs[2] as number) / 2, y);
                found = finder === undefined ? found : joined(found, finder);
            }
            runs.shift();
            runs.push(1);
            dark = !dark;
        }
    }
    return [...found].sort((one, other) => other.seen - one.seen).slice(0, tried);
}

function isFinder(runs: readonly number[]): boolean {
    const module = runs.reduce((sum, run) => sum + run, 0) / 7;
    return module >= 1 && runs.every((run, at) => Math.abs(run - (at === 2 ? 3 : 1) * module) < (at === 2 ? 1.5 : 0.75) * module + 0.5);
}

/** Looks down and across through the supposed middle. */
function finderAt(dots: Dots, x: number, y: number): Finder | undefined {
    const down = crossing(dots, { x, y }, 0, 1);
    const across = down && crossing(dots, { x, y: y + down.off }, 1, 0);
    if (down === undefined || across === undefined || Math.abs(down.module - across.module) > 0.6 * Math.max(down.module, across.module)) {
        return undefined;
    }
    return { x: x + across.off, y: y + down.off, module: (down.module + across.module) / 2, seen: 1 };
}

/** The runs through a point along one direction: how far its middle is off, and how large a module is. */
function crossing(
    dots: Dots,
    { x, y }: Point,
    stepX: number,
    stepY: number,
): { readonly off: number; readonly module: number } | undefined {
    const ahead = arms(dots, x, y, stepX, stepY);
    const back = arms(dots, x, y, -stepX, -stepY);
    const runs = [back[2], back[1], back[0] + ahead[0] - 1, ahead[1], ahead[2]];
    const off = (ahead[0] - back[0]) / 2;
    return back[0] > 0 && isFinder(runs) ? { off, module: runs.reduce((sum, run) => sum + run, 0) / 7 } : undefined;
}

/** How long the next three runs are from a dark dot on. */
function arms(dots: Dots, x: number, y: number, stepX: number, stepY: number): readonly [number, number, number] {
    const runs: [number, number, number] = [0, 0, 0];
    const most = dots.width + dots.height;
    for (let at = 0, run = 0; at < most; at++) {
        const [dotX, dotY] = [x + at * stepX, y + at * stepY];
        const isOut = dotX < 0 || dotY < 0 || dotX >= dots.width || dotY >= dots.height;
        if (isOut || dots.isDark(dotX, dotY) !== (run % 2 === 0)) {
            if (isOut || ++run > 2) {
                break;
            }
        }
        (runs[run as 0 | 1 | 2] as number)++;
    }
    return runs;
}

/** A square that was seen before is seen better. */
function joined(found: readonly Finder[], { x, y, module }: Finder): Finder[] {
    const at = found.findIndex((one) => Math.hypot(one.x - x, one.y - y) < 3 * one.module);
    const before = found[at];
    if (before === undefined) {
        return [...found, { x, y, module, seen: 1 }];
    }
    const { seen } = before;
    const mean = (one: number, other: number) => (one * seen + other) / (seen + 1);
    const better = { x: mean(before.x, x), y: mean(before.y, y), module: mean(before.module, module), seen: seen + 1 };
    return found.map((one) => (one === before ? better : one));
}

/** Three squares as corner, right of it and below it, those first that stand most like the corners of a square. */
function threesOf(finders: readonly Finder[]): readonly (readonly [Finder, Finder, Finder])[] {
    const all = finders.flatMap((corner) =>
        finders.flatMap((right) =>
            finders.map((below) => {
                const [ax, ay, bx, by] = [right.x - corner.x, right.y - corner.y, below.x - corner.x, below.y - corner.y];
                const [across, down] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
                const turn = (ax * by - ay * bx) / (across * down);
                const sizes = [corner.module, right.module, below.module];
                const uneven = Math.max(...sizes) / Math.min(...sizes) - 1;
                const odd = Math.abs(across - down) / Math.max(across, down) + (1 - turn) + uneven / 2;
                return { three: [corner, right, below] as const, odd: turn > 0.5 ? odd : Infinity };
            }),
        ),
    );
    const good = all.filter(({ odd }) => odd < 1.2).sort((one, other) => one.odd - other.odd);
    return good.slice(0, tried).map(({ three }) => three);
}

/** Where the small square opposite the corner may be: as it looks in the picture, and as it would be without perspective. */
function alignmentsNear(dots: Dots, corner: Point, right: Point, below: Point): readonly Point[] {
    const along = (from: Point, to: Point): Point => ({ x: (to.x - from.x) / between, y: (to.y - from.y) / between });
    const [u, v] = [along(corner, right), along(corner, below)];
    const at = (x: number, y: number): Point => ({ x: corner.x + x * u.x + y * v.x, y: corner.y + x * u.y + y * v.y });
    const expected = between - 3;
    const seen: { readonly point: Point; readonly score: number }[] = [];
    for (let dx = -4; dx <= 4; dx += 0.25) {
        for (let dy = -4; dy <= 4; dy += 0.25) {
            let score = -Math.hypot(dx, dy) / 4;
            for (let mx = -2; mx <= 2; mx++) {
                for (let my = -2; my <= 2; my++) {
                    const { x, y } = at(expected + dx + mx, expected + dy + my);
                    score += dots.isDark(x, y) === (Math.max(Math.abs(mx), Math.abs(my)) !== 1) ? 1 : -1;
                }
            }
            seen.push({ point: at(expected + dx, expected + dy), score });
        }
    }
    const best = seen.sort((one, other) => other.score - one.score).slice(0, 3);
    return [...best.filter(({ score }) => score > 12).map(({ point }) => point), at(expected, expected)];
}

/** Where in the picture each place of the code is: the projection that takes four of its points to where they were seen. */
function placesFor(corner: Point, right: Point, below: Point, middle: Point): (x: number, y: number) => Point {
    const far = side - 3.5;
    const pairs = [
        [3.5, 3.5, corner],
        [far, 3.5, right],
        [3.5, far, below],
        [far - 3, far - 3, middle],
    ] as const;
    const rows = pairs.flatMap(([x, y, seen]) => [
        [x, y, 1, 0, 0, 0, -x * seen.x, -y * seen.x, seen.x],
        [0, 0, 0, x, y, 1, -x * seen.y, -y * seen.y, seen.y],
    ]);
    const [a, b, c, d, e, f, g, h] = solved(rows) as [number, number, number, number, number, number, number, number];
    return (x, y) => {
        const depth = g * x + h * y + 1;
        return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
    };
}

/** Gauss's elimination of as many rows as unknowns, the right side last. */
function solved(rows: number[][]): readonly number[] {
    for (const at of rows.keys()) {
        const rest = rows.slice(at);
        const pivot =
            at + rest.reduce((best, row, place) => (Math.abs(row[at] as number) > Math.abs(rest[best]?.[at] as number) ? place : best), 0);
        [rows[at], rows[pivot]] = [rows[pivot] as number[], rows[at] as number[]];
        const top = rows[at];
        for (const row of rows.filter((one) => one !== top)) {
            const factor = (row[at] as number) / (top[at] as number);
            row.forEach((value, place) => (row[place] = value - factor * (top[place] as number)));
        }
    }
    return rows.map((row, at) => (row.at(-1) as number) / (row[at] as number));
}

/** What most of five points of a module say. */
function isModuleDark(dots: Dots, place: (x: number, y: number) => Point, x: number, y: number): boolean {
    const points = [
        [0.5, 0.5],
        [0.3, 0.5],
        [0.7, 0.5],
        [0.5, 0.3],
        [0.5, 0.7],
    ] as const;
    const dark = points.filter(([dx, dy]) => {
        const point = place(x + dx, y + dy);
        return dots.isDark(point.x, point.y);
    });
    return dark.length > 2;
}
