import { findOfficer } from '../trust/charter.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { Roles } from '../trust/roles.ts';
import type { Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import type { PaperRefusal } from './paperRefusal.ts';
import { isSameRemark, type PaperRemark } from './paperRemark.ts';

const maxOfASender = 32;

/** Room that questions and objections leave for withdrawals. */
const maxWithdrawals = 32;

/** What may be said about a paper, to whom, and what it changes. Remarks are a set: neither their order nor a repetition matters. */
export const paperRemarks = {
    /** Whether a remark can be taken. */
    check(paper: Paper, remark: PaperRemark): PaperRefusal {
        if (endsPaper(remark) && remark.sender !== paper.proposer) return 'noSay';
        const isWithdrawal = remark.kind === RemarkKind.objectionWithdrawn || endsPaper(remark);
        const room = isWithdrawal ? maxOfASender + maxWithdrawals : maxOfASender;
        const said = paper.remarks.filter(({ sender }) => sender === remark.sender).length;
        return said >= room || this.isKnown(paper, remark) || isSaidAgain(paper, remark) ? 'tooMany' : 'none';
    },

    /** Whether exactly this was said here before. */
    isKnown(paper: Paper, remark: PaperRemark): boolean {
        return paper.remarks.some((one) => isSameRemark(one, remark));
    },

    /** The paper with one more remark; a withdrawal ends it unless it is complete. */
    async add(effect: PaperEffect, paper: Paper, remark: PaperRemark): Promise<Paper> {
        const next: Paper = { ...paper, remarks: [...paper.remarks, remark] };
        if (!endsPaper(remark) || paper.state !== 'open') return next;
        const ended: Paper = { ...next, state: 'withdrawn' };
        await effect.withdrawn(ended);
        return ended;
    },

    /** Who is told, and in which words: why somebody objects is for facilitators and whoever proposed the paper. */
    readers(
        charters: CharterChain | undefined,
        effect: PaperEffect,
        paper: Paper,
        { kind, text }: PaperRemark,
    ): readonly { readonly device: DeviceKey; readonly text: string }[] {
        const isForFew = kind === RemarkKind.objection || kind === RemarkKind.objectionWithdrawn;
        const readers = [...new Set([...effect.signers(paper), paper.proposer])];
        return readers.map((device) => ({ device, text: isForFew && !mayReadReasons(charters, paper, device) ? '' : text }));
    },
};

function mayReadReasons(charters: CharterChain | undefined, paper: Paper, device: DeviceKey): boolean {
    const officer = charters && findOfficer(charters.head, device);
    return device === paper.proposer || (officer !== undefined && (officer.roles & Roles.facilitator) !== 0);
}

/** An objection that was withdrawn is not made again in the same words: whoever reads the withdrawal first could not tell the two apart. */
function isSaidAgain({ remarks }: Paper, { kind, sender, text }: PaperRemark): boolean {
    const isSame = (one: PaperRemark) => one.kind === RemarkKind.objection && one.sender === sender && one.text === text;
    return kind === RemarkKind.objection && remarks.some(isSame);
}

/** Whether whoever proposed a paper takes it back. */
function endsPaper({ kind }: PaperRemark): boolean {
    return kind === RemarkKind.withdrawn || kind === RemarkKind.digitsDiffer;
}
