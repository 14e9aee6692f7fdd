import { fromHex } from '../core/bytes.ts';
import { bytesOf, opaqueOf } from '../core/cbor/opaque.ts';
import type { StoredDraft } from '../core/channels/drafts.ts';
import type { StewardStep } from '../core/channels/stewardDirectory.ts';
import type { DeviceKey } from '../core/trust/deviceKey.ts';
import type { ObjectHash } from '../core/trust/objectHash.ts';
import { RemarkKind } from '../core/trust/remarkKind.ts';
import type { TextDesk } from '../core/texts/textDesk.ts';
import { idOf, type ChannelId, type MessageId } from '../core/wire/opaqueId.ts';
import type { Answer, Call, Calls, ChannelView, PaperView } from './api.ts';
import { DeviceCalls, type WorkerWorld } from './deviceCalls.ts';
import type { OpenDevice } from './openDevice.ts';
import { CallFailure, problemOf } from './problems.ts';
import type { Locks } from './storage/deviceLock.ts';

type Handlers = { readonly [Name in keyof Calls]: (argument: Calls[Name][0]) => Promise<Calls[Name][1]> };

/** Answers the calls of the page. */
export class Dispatcher {
    readonly #calls: DeviceCalls;
    readonly #handlers: Handlers;

    constructor(world: WorkerWorld, locks: Locks) {
        const calls = new DeviceCalls(world, locks);
        this.#calls = calls;
        this.#handlers = {
            open: () => calls.open(),
            invitation: (argument) => calls.invitation(argument),
            deviceLink: (argument) => calls.deviceLink(argument),
            join: (argument) => calls.join(argument),
            joinDevice: (argument) => calls.joinDevice(argument),
            foundingLink: (argument) => calls.foundingLink(argument),
            joinFounding: (argument) => calls.joinFounding(argument),
            createDialogue: (argument) => calls.createDialogue(argument),
            inviteFounder: async ({ roles, party, hours }) => (await calls.device.founding()).invite(roles, party, hours),
            foundingSides: async () => (await calls.device.founding()).sides(),
            founders: async () => (await calls.device.founding()).founders(),
            dropFounder: async ({ founder }) => (await calls.device.founding()).drop(founder),
            closingKey: async () => (await calls.device.founding()).closingKey(),
            unlock: (argument) => calls.unlock(argument),
            lock: () => calls.lock(),
            wipe: () => calls.wipe(),
            travel: () => calls.travel(),
            invite: async ({ hours, ...offer }) => (await calls.device.admissions()).invite(offer, hours),
            linkDevice: async ({ hours }) => (await calls.device.admissions()).linkOwn(hours),
            inviteDevice: async ({ name, hours }) => (await calls.device.admissions()).inviteDevice(name, hours),
            requests: async () => (calls.device.isAdmitted ? (await calls.device.admissions()).requests() : []),
            request: async ({ request }) => (await calls.device.admissions()).request(request),
            admit: async ({ request, ...options }) => (await calls.device.admissions()).admit(request, options),
            compareDigits: ({ differ }) => calls.device.compareDigits(differ),
            compareRequest: async ({ request, differ }) => (await calls.device.admissions()).compare(request, differ),
            decline: async ({ request, reason }) => (await calls.device.admissions()).decline(request, reason),
            people: async () => (await calls.device.admissions()).people(),
            renewAdmission: async ({ name, role, ...options }) => (await calls.device.admissions()).renew(name, role, options),
            createChannel: async ({ people, ...plan }) => {
                const desk = await calls.device.admissions();
                return calls.device.channels.create(plan, await desk.forNew(plan, people));
            },
            addToChannel: async ({ channel, people, unbalanced }) =>
                calls.device.channels.add(channelOf(channel), await (await calls.device.admissions()).candidates(people), unbalanced),
            removeFromChannel: async ({ channel, ...whom }) => {
                const papers = await calls.device.papers();
                return calls.device.channels.remove(channelOf(channel), whom, (orders) => papers.remove(orders));
            },
            steward: async ({ channel, ...step }) => steward(calls.device, channelOf(channel), step),
            setPolicy: async ({ channel, ...step }) => {
                await (await calls.device.policies()).set(channelOf(channel), step);
                return undefined;
            },
            singleText: async ({ channel }) => (await calls.device.texts()).show(channelOf(channel)),
            setText: async ({ channel, ...step }) => posted(calls.device, (texts) => texts.do(channelOf(channel), step)),
            clear: async ({ channel, message }) => posted(calls.device, (texts) => texts.clear(channelOf(channel), messageOf(message))),
            heard: async ({ channel, text }) => posted(calls.device, (texts) => texts.heard(channelOf(channel), text)),
            homeCards: async () => (await calls.device.homeCards()).all(),
            makeHomeCard: async ({ channel, messages, person }) => {
                const { channels } = calls.device;
                return (await calls.device.homeCards()).make(channels, channelOf(channel), messages.map(messageOf), person);
            },
            dropHomeCard: async ({ card }) => (await calls.device.homeCards()).drop(card),
            rebuildChannel: async ({ channel, words }) => (await calls.device.stewards()).rebuild(channelOf(channel), words),
            channels: () => channelsOf(calls.device),
            show: async ({ channel, last }) => calls.device.channels.show(channelOf(channel), last),
            hide: async () => hide(calls.device),
            send: async ({ channel, ...draft }) => send(calls.device, channelOf(channel), draftOf(draft)),
            keepDraft: async ({ channel, ...draft }) => calls.device.channels.keepDraft(channelOf(channel), draftOf(draft)),
            search: async ({ channel, words }) => calls.device.channels.search(channelOf(channel), words),
            roster: async ({ channel }) => calls.device.channels.members(channelOf(channel)),
            verification: async ({ channel, device }) => calls.device.channels.verification(channelOf(channel), whoseDevice(device)),
            compared: async ({ channel, device, absent }) =>
                calls.device.channels.compared(channelOf(channel), whoseDevice(device), absent.map(deviceKeyOf)),
            scanned: async ({ channel, device, absent, code }) =>
                calls.device.channels.scanned(channelOf(channel), whoseDevice(device), { code, absent: absent.map(deviceKeyOf) }),
            exposure: async () => calls.device.channels.exposure(),
            papers: () => papersOf(calls.device),
            paper: async ({ paper }) => (await calls.device.papers()).paper(paperOf(paper)),
            sign: async ({ paper }) => (await calls.device.papers()).sign(paperOf(paper)),
            ask: async ({ paper, text }) => (await calls.device.papers()).say(paperOf(paper), RemarkKind.question, text),
            answer: async ({ paper, text }) => (await calls.device.papers()).say(paperOf(paper), RemarkKind.answer, text),
            object: async ({ paper, text }) => (await calls.device.papers()).say(paperOf(paper), RemarkKind.objection, text),
            withdraw: async ({ paper }) => (await calls.device.papers()).withdraw(paperOf(paper)),
            cut: async ({ device, wholePerson, reason }) =>
                (await calls.device.papers()).cut({ device: deviceKeyOf(device), wholePerson, reason }),
            charter: async ({ proposed }) => (await calls.device.charter()).show(proposed),
            charterDigits: async () => (await calls.device.charter()).toCompare(),
            draftCharter: async () => (await calls.device.charter()).draft(),
            proposeCharter: async (amendment) => (await calls.device.charter()).propose(amendment),
            acceptCharter: async () => (await calls.device.charter()).accept(),
            notifies: async () => calls.device.notifies(),
            notify: async ({ on }) => calls.device.notify(on),
            hurry: async () => hurry(calls.device),
        };
    }

    /** The network is back. */
    online(): void {
        this.#calls.hurry();
    }

    async answer({ number, call, argument }: Call): Promise<Answer> {
        try {
            const handler = this.#handlers[call] as (argument: unknown) => Promise<Calls[keyof Calls][1]>;
            return { number, ok: true, value: await handler(argument) };
        } catch (failure) {
            return { number, ok: false, problem: problemOf(failure) };
        }
    }
}

async function send(device: OpenDevice, channel: ChannelId, draft: StoredDraft): Promise<Calls['send'][1]> {
    const line = await device.channels.send(channel, draft.text, draft.replyTo);
    device.ring();
    return line;
}

/** Keeps something of the single text; what waits for it goes out. */
async function posted(device: OpenDevice, work: (texts: TextDesk) => Promise<void>): Promise<undefined> {
    await work(await device.texts());
    device.ring();
    return undefined;
}

async function steward(device: OpenDevice, channel: ChannelId, step: StewardStep): Promise<undefined> {
    await (await device.stewards()).act(channel, step);
    // What waited for it goes out.
    device.ring();
    return undefined;
}

/** @throws CallFailure when it is no channel's id. */
function channelOf(text: string): ChannelId {
    if (!/^[0-9a-f]{32}$/.test(text)) throw new CallFailure('not-found');
    return idOf<ChannelId>(fromHex(text));
}

/** @throws CallFailure when what is answered has no message's id. */
function draftOf({ text, replyTo }: Omit<Calls['keepDraft'][0], 'channel'>): StoredDraft {
    return { text, replyTo: replyTo === undefined ? undefined : messageOf(replyTo) };
}

/** @throws CallFailure when it is no message's id. */
function messageOf(text: string): MessageId {
    return idOf<MessageId>(bytesOf(channelOf(text)));
}

/** @throws CallFailure when it is no device's key. */
function deviceKeyOf(text: string): DeviceKey {
    if (!/^[0-9a-f]{64}$/.test(text)) throw new CallFailure('not-found');
    return opaqueOf<DeviceKey>(fromHex(text));
}

/** The one device that is compared; undefined for all of a channel. */
function whoseDevice(text: string | undefined): DeviceKey | undefined {
    return text === undefined ? undefined : deviceKeyOf(text);
}

/** @throws CallFailure when it is no paper's id. */
function paperOf(text: string): ObjectHash {
    if (!/^[0-9a-f]{64}$/.test(text)) throw new CallFailure('not-found');
    return opaqueOf<ObjectHash>(fromHex(text));
}

async function papersOf(device: OpenDevice): Promise<readonly PaperView[]> {
    return device.hasPapers ? (await device.papers()).papers() : [];
}

async function channelsOf(device: OpenDevice): Promise<readonly ChannelView[]> {
    return device.isAdmitted ? device.channels.channels() : [];
}

function hide(device: OpenDevice): undefined {
    if (device.isAdmitted) device.channels.hide();
    return undefined;
}

function hurry(device: OpenDevice): undefined {
    device.hurry();
    return undefined;
}
