import type { Dialogue } from '../../src/app/dialogue.svelte.ts';
import type { ScriptedPort } from '../../src/app/testing/scriptedPort.ts';

/** What is there once a scene stands. */
export type After = { readonly dialogue: Dialogue; readonly port: ScriptedPort };

/** One screen in one state: what the worker answers, and what somebody does. */
export type Scene = { readonly port: ScriptedPort; readonly link?: string; readonly then?: (after: After) => Promise<void> | void };

const waited = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));

/** What was changed stands on the screen. */
export const drawn = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

/** What is there once the screen that holds it has come; a screen that never comes ends the scene. */
export async function present<Found extends HTMLElement>(selector: string): Promise<Found> {
    for (let tries = 0; tries < 250; tries++) {
        const found = document.querySelector<Found>(selector);
        if (found !== null) return found;
        await waited(20);
    }
    throw new Error(`the scene has no ${selector}`);
}

export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
