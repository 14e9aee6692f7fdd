import { findCipherSuite, type CipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import '../../src/core/mls/crypto/p256Suite.ts';
import { checkTreeMath, checkVarInt } from './codec.ts';
import { checkCryptoBasics } from './crypto.ts';
import { checkMessageProtection } from './framing.ts';
import { checkMessages } from './messages.ts';
import { followCase } from './passiveClient.ts';
import { checkKeySchedule, checkPskSecret, checkSecretTree, checkTranscriptHashes } from './schedule.ts';
import { checkTreeKem, checkTreeOperations, checkTreeValidation } from './tree.ts';
import type { VectorCase } from './vectorCase.ts';
import { checkWelcome } from './welcome.ts';

/** Cases of a file that ran, by suite, and those of suites this engine does not have; a file without suites has 0 for a suite. */
export type VectorCounts = { readonly ran: Readonly<Record<number, number>>; readonly foreign: Readonly<Record<number, number>> };

/** Throws when something in a case is not as the file says. */
export type SuiteCheck = (item: VectorCase, suite: CipherSuite) => void | Promise<void>;

const suiteChecks: Readonly<Record<string, SuiteCheck>> = {
    'crypto-basics': checkCryptoBasics,
    'key-schedule': checkKeySchedule,
    'message-protection': checkMessageProtection,
    psk_secret: checkPskSecret,
    'secret-tree': checkSecretTree,
    'transcript-hashes': checkTranscriptHashes,
    'tree-operations': checkTreeOperations,
    'tree-validation': checkTreeValidation,
    treekem: checkTreeKem,
    welcome: checkWelcome,
};

const plainChecks: Readonly<Record<string, (item: VectorCase) => void>> = {
    deserialization: checkVarInt,
    messages: checkMessages,
    'tree-math': checkTreeMath,
};

/** The names of files of the working group that are in a format of their own. */
export const namedVectors: readonly string[] = [...Object.keys(suiteChecks), ...Object.keys(plainChecks)];

/** What checks the cases of a file: by its name, else by the passive-client format; undefined for a stranger. */
function checkOf(file: string, cases: readonly VectorCase[]): SuiteCheck | undefined {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const [first] = cases;
    return suiteChecks[name] ?? plainChecks[name] ?? (first && 'epochs' in first && 'welcome' in first ? followCase : undefined);
}

/** Whether some check knows the format. */
export function isKnown(file: string, cases: readonly VectorCase[]): boolean {
    return checkOf(file, cases) !== undefined;
}

/** How many cases of each suite there are to run. */
export function countCases(cases: readonly VectorCase[]): VectorCounts {
    const [ran, foreign]: Record<number, number>[] = [{}, {}];
    for (const item of cases) {
        const id = (item['cipher_suite'] as number | undefined) ?? 0;
        const counts = (id === 0 || findCipherSuite(id) ? ran : foreign) as Record<number, number>;
        counts[id] = (counts[id] ?? 0) + 1;
    }
    return { ran, foreign } as VectorCounts;
}

/** Runs every case whose suite the engine does and counts them one by one; needs neither Node.js nor a test runner. */
export async function runVectors(file: string, cases: readonly VectorCase[]): Promise<VectorCounts> {
    const check = checkOf(file, cases);
    if (check === undefined) throw new Error(`${file} has a format that nobody checks`);
    const done: VectorCase[] = [];
    for (const [number, item] of cases.entries()) {
        const id = item['cipher_suite'] as number | undefined;
        const suite = id === undefined ? undefined : findCipherSuite(id);
        try {
            if (suite !== undefined || id === undefined) await check(item, suite as CipherSuite);
        } catch (cause) {
            throw new Error(`${file}, case ${number}: ${String(cause)}`, { cause });
        }
        done.push(item);
    }
    return countCases(done);
}

/** How many cases ran. */
export function totalOf(counts: Readonly<Record<number, number>>): number {
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The counts as a line of text. */
export function tellCounts({ ran, foreign }: VectorCounts): string {
    const suites = Object.entries(ran).filter(([id]) => id !== '0');
    const each = suites.length === 0 ? '' : ` (${suites.map(([id, count]) => `suite ${id}: ${count}`).join(', ')})`;
    const others =
        totalOf(foreign) === 0 ? '' : `; ${totalOf(foreign)} of suites this engine does not have: ${Object.keys(foreign).join(', ')}`;
    return `${totalOf(ran)} cases${each}${others}`;
}
