import type { Dialogue } from '../../src/app/dialogue.svelte.ts';
import type { ScriptedPort } from '../../src/app/testing/scriptedPort.ts';

/** What is there once a scene stands. */
export type After = { readonly dialogue: Dialogue; readonly port: ScriptedPort };

/** One screen in one state: what the worker answers, and what somebody does. */
export type Scene = { readonly port: ScriptedPort; readonly link?: string; readonly then?: (after: After) => Promise<void> | void };

export const waited = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));

export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
