import { wipe } from '../bytes.ts';
import { CharterFailure } from '../amendments/charterFailure.ts';
import { codeOf, textOf } from '../amendments/draftReader.ts';
import { coSign, encodeCoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { expectOk, RelayRefused } from '../connection/relayRefused.ts';
import { founderAdmission } from '../founding/founderAdmission.ts';
import type { FoundingPlan } from '../founding/foundingPlan.ts';
import { parseStandardRules } from '../founding/standardRules.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { admissionCodec } from '../trust/admission.ts';
import type { BeginLink } from '../trust/beginLink.ts';
import { charterCodec, CharterLimits, quickStartCharter } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { ed25519PublicKey, signEd25519 } from '../trust/ed25519.ts';
import { rolesOf, type RoleWord } from '../trust/roleWords.ts';
import { Roles } from '../trust/roles.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import { closeMarkOf } from '../wire/closeMark.ts';
import { drawId, type RelayDialogueId, type RelayId } from '../wire/opaqueId.ts';
import { PassKind } from '../wire/passKind.ts';
import { dialogueProof } from '../wire/proofs/proofs.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { drawDevice } from './deviceDraw.ts';
import type { DeviceState } from './deviceState.ts';
import { makeMailbox } from './mailboxMaker.ts';
import { drawPass, mintPasses } from './passMint.ts';

// Opens a dialogue and the founder's mailbox at the relay. A sole founder signs a Charter with rule 1-of-1 and the own admission at once; the
// first of several gathers the others before there is a Charter.

/** What a founder decides when opening a dialogue. */
export type NewDialogue = {
    /** 1 to 128 characters. */
    readonly title: string;
    /** One or more. */
    readonly parties: readonly { readonly code: string; readonly title: string }[];
    /** Whose signatures count: `solo`, `1+1+1` or `two-of-three`. With any but `solo` there are several founders. */
    readonly rules: string;
    /** With several founders: what the first one does. A sole founder is organizer and facilitator. */
    readonly roles: readonly RoleWord[];
    /** With several founders: the first one's party code; undefined for neutral. */
    readonly party: string | undefined;
};

/** Where a founder begins: what the Begin link says, and which relay answered there. */
type Door = BeginLink & { readonly relayId: RelayId };

/** Draws and signs everything; nothing is sent. @throws CharterFailure when no such dialogue can be. */
export async function drawFounder(
    dialogue: NewDialogue,
    { relay, relayId, token }: Door,
    name: string,
    now: UnixHour,
): Promise<DeviceState> {
    const plan = acceptable(dialogue);
    const random = () => crypto.getRandomValues(new Uint8Array(32));
    const management = { dialogue: drawId<RelayDialogueId>(), seed: random(), closingKey: random() };
    const drawn = await drawDevice({ relay, relayId, ...drawPass(management, PassKind.mailbox) }, name);
    const device = { ...drawn, stage: 'founding', management, beginPass: token } as const;
    return plan.rules === 'solo' ? signAlone(device, plan, now) : { ...device, plan };
}

/** Tells the relay; every step may be repeated, so that a crash or a cut is mended by calling it again. */
export async function finishFounding(session: DeviceSession): Promise<void> {
    const { stage, management, beginPass: pass, mailbox } = session.device;
    if (stage !== 'founding' || management === undefined || pass === undefined) return;
    const { dialogue, seed, closingKey } = management;
    await session.relay.dialogues(async (connection) => {
        const closeMark = closeMarkOf(closingKey, bytesOf(dialogue));
        const request = { pass, dialogue, managementKey: await ed25519PublicKey(seed), closeMark };
        const signature = await signEd25519(seed, dialogueProof(connection.context, request));
        const reply = await connection.call('CreateDialogue', { ...request, signature });
        // Somebody else began with the link: this device never will, and asks no more.
        if (reply.code === RelayCode.passSpent) await session.change(() => ({ ...session.device, stage: 'in-doubt' }));
        expectOk(reply);
    });
    session.pass('after-dialogue-created');
    await mintPasses(session, PassKind.mailbox, [mailbox.pass]);
    if (!(await makeMailbox(session))) throw new RelayRefused(RelayCode.passSpent);
    await session.change(() => {
        const { plan, ...device } = session.device;
        return { ...device, plan, stage: plan === undefined ? 'admitted' : 'gathering', beginPass: undefined };
    });
    wipe(pass);
}

async function signAlone(device: DeviceState, { title, parties }: FoundingPlan, now: UnixHour): Promise<DeviceState> {
    const { deviceSeed: seed } = device;
    const key = opaqueOf<DeviceKey>(await ed25519PublicKey(seed));
    const body = { ...quickStartCharter(title, key, now), parties };
    const charter = await coSign(charterCodec, { body, signatures: [] }, seed);
    const [officer] = body.officers;
    const admission = founderAdmission(idOfSigned(charterCodec, charter), officer as NonNullable<typeof officer>, now);
    return {
        ...device,
        charters: encodeObject(signedCharterChainCodec, { versions: [charter] }),
        admission: encodeCoSigned(admissionCodec, await coSign(admissionCodec, { body: admission, signatures: [] }, seed)),
        acceptedCharter: bytesOf(idOfSigned(charterCodec, charter)),
    };
}

/** What the founder typed, in NFC. */
function acceptable({ title, parties, rules, roles, party }: NewDialogue): FoundingPlan {
    const { leastParties } = parseStandardRules(rules);
    const sides = parties.map((one) => ({ code: codeOf(one.code), title: titleOf(one.title, 64) }));
    const own = party === undefined ? undefined : codeOf(party);
    const isListed = own === undefined || sides.some(({ code }) => code === own);
    const isDistinct = new Set(sides.map(({ code }) => code.toLowerCase())).size === sides.length;
    if (sides.length === 0 || sides.length > CharterLimits.parties || !isDistinct || !isListed) throw new CharterFailure('draft-side');
    if (sides.length < leastParties) throw new CharterFailure('draft-rule');
    if (rules === 'solo' && (roles.length > 0 || own !== undefined)) throw new CharterFailure('draft-officer');
    return { title: titleOf(title, 128), parties: sides, rules, roles: rolesOf(roles) || Roles.facilitator, party: own };
}

function titleOf(typed: string, longest: number): string {
    const title = textOf(typed, longest);
    if (title.trim() === '' || title.includes('\n')) throw new CharterFailure('draft-text');
    return title;
}
