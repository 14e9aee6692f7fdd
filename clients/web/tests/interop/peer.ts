// This engine behind stdin and stdout, for the interop tests of tests/SecureDialogue.Mls.Tests: members, each with a number.
// A line is {"id", "calls": [{"do", ...}]}; its answer is {"id", "results": [...]}, a result per call in order, {"error"} where
// the engine refused. Lines are served side by side, the calls of a line one after the other. Bytes are base64.
import { createInterface } from 'node:readline';
import { serve, type Call } from './members.ts';

type Line = { readonly id: number; readonly calls: readonly Call[] };

async function answer({ id, calls }: Line): Promise<void> {
    const results: object[] = [];
    for (const call of calls) {
        try {
            results.push(await serve(call));
        } catch (error) {
            results.push({ error: `${call.do}: ${error instanceof Error ? error.message : String(error)}` });
        }
    }
    process.stdout.write(`${JSON.stringify({ id, results })}\n`);
}

createInterface({ input: process.stdin }).on('line', (line) => void answer(JSON.parse(line) as Line));
