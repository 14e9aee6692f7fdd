import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const width = 640;
const height = 480;
const grey = 128;
const light = 235;
const dark = 16;

/** What makes a browser see a file through its camera. The file is opened whenever the camera is. */
export const cameraOf = (file: string): readonly string[] => [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
];

/** The QR code as it is drawn on a page: its modules in rows, dark ones true, with the margin. */
export async function codeOnScreen(page: Page): Promise<readonly (readonly boolean[])[]> {
    const drawn = page.locator('dialog[open] svg[role=img]');
    const [side, modules] = await Promise.all([drawn.getAttribute('viewBox'), drawn.locator('path').getAttribute('d')]);
    const size = Number(side?.split(' ').at(-1));
    const dots = new Set([...(modules ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
    return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => dots.has(`${x} ${y}`)));
}

/** Holds a code into the picture: a little off its middle, on a grey table. */
export function showCamera(file: string, code: readonly (readonly boolean[])[]): void {
    const module = Math.floor((height * 0.8) / code.length);
    const luma = Buffer.alloc(width * height, 0x60);
    for (const [row, modules] of code.entries()) {
        for (let y = 0; y < module; y++) {
            for (const [column, isDark] of modules.entries()) {
                const at = (40 + row * module + y) * width + 90 + column * module;
                luma.fill(isDark ? dark : light, at, at + module);
            }
        }
    }
    const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, grey)]);
    writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
}
