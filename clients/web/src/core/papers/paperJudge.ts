import type { DeviceKey } from '../trust/deviceKey.ts';
import type { KeySignature } from '../trust/keySignature.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';
import { firstOf, signersOf, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import type { PaperObject } from './paperObject.ts';
import type { PaperRefusal } from './paperRefusal.ts';

const oldestHours = 60 * 24;
const aheadHours = 24;

type Reader = { readonly ownKey: DeviceKey; readonly hour: UnixHour };

/** Judges what comes before it is kept: who sent it, whether signatures hold, whether it concerns this device. */
export const paperJudge = {
    /** Judges a proposal. */
    async proposed(effect: PaperEffect, paper: Paper, { ownKey, hour }: Reader): Promise<PaperRefusal> {
        const refusal = await effect.judge(paper);
        if (refusal !== 'none') return refusal;
        if (!effect.hasSay(paper, firstOf(paper), paper.proposer)) return 'noSay';
        if (!hasSayInAny(effect, paper, ownKey)) return 'notForThisDevice';
        if (paper.hour > hoursAfter(hour, aheadHours) || hour >= hoursAfter(paper.hour, oldestHours)) return 'wrongHour';
        return checkSignatures(effect, paper);
    },

    /** Judges a countersignature. */
    async signed(effect: PaperEffect, paper: Paper, sender: DeviceKey, signatures: readonly KeySignature[]): Promise<PaperRefusal> {
        if (!hasSayInAny(effect, paper, sender)) return 'noSay';
        if (signatures.length !== paper.objects.length) return 'falseSignature';
        for (const [i, one] of signatures.entries()) {
            if (one.signer !== sender || !(await (paper.objects[i] as PaperObject).holds(one))) return 'falseSignature';
        }
        return 'none';
    },
};

async function checkSignatures(effect: PaperEffect, paper: Paper): Promise<PaperRefusal> {
    if (!firstOf(paper).signatures.some(({ signer }) => signer === paper.proposer)) return 'falseSignature';
    for (const part of paper.objects) for (const one of part.signatures) if (!(await part.holds(one))) return 'falseSignature';
    return signersOf(paper).every((signer) => hasSayInAny(effect, paper, signer)) ? 'none' : 'strangerSigned';
}

function hasSayInAny(effect: PaperEffect, paper: Paper, device: DeviceKey): boolean {
    return paper.objects.some((part) => effect.hasSay(paper, part, device));
}
