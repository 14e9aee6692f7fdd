import { allSignaturesHold, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { encodeSigned, idOfSigned, type Signed } from '../cbor/signedCodec.ts';
import type { AdmissionNotice } from '../content/admissionNotice.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { policyContentCodec, type CharterContent, type LeaveContent, type PolicyContent } from '../content/lastingContent.ts';
import { profileBelongs, profileCodec, type Profile } from '../content/profile.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { isRemovalDue } from '../policy/channelFacts.ts';
import { checkPolicy } from '../policy/policyRules.ts';
import { checkRemovalOrder, checkRevocation } from '../policy/removalRules.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { CharterChain } from '../trust/charterChain.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { personOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import type { Regime } from '../trust/regime.ts';
import { areSameName, lookAlike } from '../trust/nameRules.ts';
import type { LogItem } from '../wire/channels.ts';
import type { ChannelSession } from './channelSession.ts';
import type { LogLine } from './logLine.ts';
import { TextIntake } from '../texts/textIntake.ts';
import { notices } from './notices.ts';
import type { OpenChannel } from './openChannel.ts';
import { profilesOf } from './profiles.ts';
import { regimes } from './regimes.ts';

/** Who wrote a message, and when by the author's own clock in seconds since 1970. */
type Origin = { readonly item: LogItem; readonly author: DeviceCredential; readonly sentAt: number };

/**
 * Applies the rules of content. An act that its author has no right to leaves a line and changes nothing; one that is posted again is
 * kept once.
 */
export class ContentIntake {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #texts: TextIntake;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
        this.#texts = new TextIntake(session, channel);
    }

    /** Applies one message of an authenticated author. */
    async apply(origin: Origin, body: ContentBody): Promise<void> {
        const channel = this.#channel;
        // Removal is due, so the leaf's later messages are not shown.
        if (isRemovalDue(channel.facts(), origin.author, channel.state.commitHour)) return;
        const act = actOf(body);
        const mayAct = act === undefined || decideFor(origin.author.admission.body, act, channel.descriptor.kind) === 'none';
        if (!mayAct) notices.leftOut(channel, origin.item, 'not-allowed');
        else if (!(await this.#tryApply(origin, body))) notices.leftOut(channel, origin.item, 'not-valid');
    }

    async #tryApply(origin: Origin, body: ContentBody): Promise<boolean> {
        switch (body.type) {
            case 'text':
                return this.#show(origin, { kind: 'text', text: body.text, replyTo: undefined }, body.regime);
            case 'reply':
                return this.#show(origin, { kind: 'text', text: body.words.text, replyTo: body.to }, body.words.regime);
            case 'profile':
                return this.#takeProfile(body.profile, origin.author);
            case 'policy':
                return this.#takePolicy(origin.item, body);
            case 'charter':
                return this.#takeCharter(origin.item, body);
            case 'removalOrder':
                return this.#takeOrder(body.order);
            case 'revocation':
                return this.#takeRevocation(origin.item, body.revocation);
            case 'seen':
                return true;
            case 'leave':
                return this.#takeLeave(body, origin.author);
            case 'admissionNotice':
                return this.#takeNotice(origin.item, body);
            case 'singleText':
            case 'bracket':
            case 'bracketRelease':
                return this.#texts.take(origin.item, origin.author, body);
            case 'clearance':
                return regimes.clear(this.#channel, origin.author, body);
            case 'unknown':
                return this.#show(origin, { kind: 'unknown', text: '', replyTo: undefined });
        }
    }

    /** Every message id once: one that is sealed twice must not be said twice. */
    async #show({ item, author, sentAt }: Origin, words: Pick<LogLine, 'kind' | 'text' | 'replyTo'>, regime?: Regime): Promise<true> {
        if (await this.#channel.hasShown(item.message)) {
            notices.repeated(this.#channel, item);
            return true;
        }
        const { party } = author.admission.body;
        const line = { ...words, message: item.message, author: idOfAdmission(author.admission), party, sentAt, notices: [] };
        this.#channel.show(item.sequence, line);
        regimes.asked(this.#channel, item.message, regime);
        return true;
    }

    async #takeProfile(profile: Signed<Profile>, author: DeviceCredential): Promise<boolean> {
        const channel = this.#channel;
        if (!(await profileBelongs(profile, channel.id, author))) return false;
        const profiles = profilesOf(channel.state);
        const earlier = profiles.find((one) => one.body.admission === profile.body.admission);
        if (earlier !== undefined && earlier.body.counter >= profile.body.counter) return true;
        const others = profiles.filter((one) => one !== earlier);
        const isOthers = ({ body }: Signed<Profile>): boolean => this.#isOfAnother(body.admission, author);
        const { name } = profile.body;
        if (others.some((one) => (areSameName(one.body.name, name) || lookAlike(one.body.name, name)) && isOthers(one))) {
            this.#session.alarm('same-name', channel.id);
        }
        channel.state = { ...channel.state, profiles: [...others, profile].map((one) => encodeSigned(profileCodec, one)) };
        return true;
    }

    /** Whether an admission stands in the channel for another person; devices of one person bear one name. */
    #isOfAnother(admission: ObjectHash, author: DeviceCredential): boolean {
        const member = this.#channel.roster.find(({ credential }) => idOfAdmission(credential.admission) === admission);
        return member !== undefined && personOf(member.credential) !== personOf(author);
    }

    async #takePolicy(item: LogItem, policy: PolicyContent): Promise<boolean> {
        const channel = this.#channel;
        const before = channel.policy?.policy.body;
        if ((await checkPolicy(policy, before, channel.facts())) !== 'none') return false;
        if (before !== undefined) notices.ruled(channel, item, before, policy);
        channel.state = { ...channel.state, policy: encodeObject(policyContentCodec, policy) };
        return true;
    }

    async #takeCharter(item: LogItem, content: CharterContent): Promise<boolean> {
        const channel = this.#channel;
        const other = await CharterChain.verify(content.charters);
        if (!(other instanceof CharterChain)) return false;
        // The device takes it by itself: it holds wherever it is read, while its effect here begins at this place of the log.
        await this.#session.adopt(other);
        const newer = channel.charters.extend(other);
        if (!(newer instanceof CharterChain)) return false;
        if (newer !== channel.charters) {
            channel.amend(newer);
            notices.amended(channel, item, newer.head.version);
        }
        return true;
    }

    /** Every device looks at the admission itself: the line says what is signed, not what somebody claims. */
    async #takeNotice(item: LogItem, notice: AdmissionNotice): Promise<boolean> {
        const channel = this.#channel;
        if ((await checkAdmissionSignatures(notice.admission, channel.charters)) !== 'none') return false;
        const id = idOfAdmission(notice.admission);
        if (channel.state.announced.includes(id)) return true;
        channel.state = { ...channel.state, announced: [...channel.state.announced, id] };
        notices.admitted(channel, item, notice);
        return true;
    }

    async #takeOrder(order: CoSigned<RemovalOrder>): Promise<boolean> {
        const channel = this.#channel;
        if ((await checkRemovalOrder(order, channel.charters)) !== 'none') return false;
        const id = idOfSigned(removalOrderCodec, order);
        if (channel.facts().removalOrders.some((body) => idOfSigned(removalOrderCodec, { body }) === id)) return true;
        const kept = encodeCoSigned(removalOrderCodec, order);
        channel.state = { ...channel.state, removalOrders: [...channel.state.removalOrders, kept] };
        channel.saveBeside((writer) => {
            KnownCuts.keepOrder(writer, order);
        });
        return true;
    }

    async #takeRevocation(item: LogItem, revocation: CoSigned<Revocation>): Promise<boolean> {
        const channel = this.#channel;
        const before = channel.facts().revocations;
        const id = idOfSigned(revocationCodec, revocation);
        if (before.some((body) => idOfSigned(revocationCodec, { body }) === id)) return allSignaturesHold(revocationCodec, revocation);
        if ((await checkRevocation(revocation, channel.charters, before)) !== 'none') return false;
        const kept = encodeCoSigned(revocationCodec, revocation);
        channel.state = { ...channel.state, revocations: [...channel.state.revocations, kept] };
        channel.saveBeside((writer) => {
            KnownCuts.keep(writer, revocation);
        });
        notices.cutOff(channel, item, revocation);
        return true;
    }

    #takeLeave(leave: LeaveContent, author: DeviceCredential): boolean {
        const channel = this.#channel;
        if (leave.admission !== idOfAdmission(author.admission)) return false;
        const { leafKey } = author.certificate.body;
        const leavingLeafKeys = channel.state.leavingLeafKeys.filter((one) => one !== leafKey);
        channel.state = { ...channel.state, leavingLeafKeys: [...leavingLeafKeys, leafKey] };
        return true;
    }
}

function actOf(body: ContentBody): ChannelAct | undefined {
    return body.type === 'unknown' ? undefined : acts[body.type];
}

const acts = {
    text: ChannelAct.postText,
    reply: ChannelAct.postText,
    profile: ChannelAct.postProfile,
    policy: ChannelAct.postPolicy,
    charter: ChannelAct.postCharter,
    removalOrder: ChannelAct.postRemovalOrder,
    revocation: ChannelAct.postRevocation,
    seen: ChannelAct.postSeen,
    leave: ChannelAct.leave,
    admissionNotice: ChannelAct.postAdmissionNotice,
    singleText: ChannelAct.postSingleText,
    bracket: ChannelAct.postBracket,
    bracketRelease: ChannelAct.releaseBracket,
    clearance: ChannelAct.clearWords,
} as const;
