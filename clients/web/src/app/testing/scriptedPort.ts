import type { Calls, News, Problem } from '../../worker/api.ts';
import { Refusal, type WorkerCalls } from '../workerPort.ts';

type Script = { [Name in keyof Calls]?: (argument: Calls[Name][0]) => Calls[Name][1] | Promise<Calls[Name][1]> };

/** Answers calls from a script, remembers them, and tells news when asked to. For tests and the gallery only. */
export class ScriptedPort implements WorkerCalls {
    readonly calls: { readonly name: keyof Calls; readonly argument: unknown }[] = [];
    readonly script: Script;
    readonly #listeners: ((news: News) => void)[] = [];

    constructor(script: Script = {}) {
        this.script = script;
    }

    async call<Name extends keyof Calls>(name: Name, ...argument: readonly unknown[]): Promise<Calls[Name][1]> {
        this.calls.push({ name, argument: argument[0] });
        const answer = this.script[name] as ((argument: unknown) => Calls[Name][1] | Promise<Calls[Name][1]>) | undefined;
        if (answer === undefined) {
            return undefined as Calls[Name][1];
        }
        return answer(argument[0]);
    }

    hear(listener: (news: News) => void): void {
        this.#listeners.push(listener);
    }

    tell(news: News): void {
        this.#listeners.forEach((listener) => listener(news));
    }

    count(name: keyof Calls): number {
        return this.calls.filter((call) => call.name === name).length;
    }
}

/** A script's way of refusing a call. */
export const refuse = (problem: Problem) => (): never => {
    throw new Refusal(problem);
};
