import { expect } from 'vitest';
import { suiteVectors, type VectorCase } from '../../../../tests/mlsVectors.ts';
import { fromHex, toHex, type Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { Secret } from '../crypto/secret.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { signContent, withConfirmationTag, type AuthenticatedContent } from '../framing/authenticatedContent.ts';
import { ContentType } from '../framing/contentType.ts';
import { writeMessageContent, type MessageContent } from '../framing/messageContent.ts';
import { decodePrivateMessage, readMlsMessage } from '../framing/mlsMessage.ts';
import type { PrivateMessage } from '../framing/privateMessage.ts';
import { membershipTag, unprotectPublicMessage, type PublicMessage } from '../framing/publicMessage.ts';
import { memberSender } from '../framing/sender.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { readCommit } from '../messages/commit.ts';
import type { GroupContext } from '../messages/groupContext.ts';
import { readProposal } from '../messages/proposal.ts';
import { kindOf, openMessage, openSenderData, sealMessage } from '../secrets/messageProtection.ts';
import { SecretTree } from '../secrets/secretTree.ts';
import { leafIndex } from '../tree/leafIndex.ts';

const sender = leafIndex(1);
const hex = (item: VectorCase, name: string): Bytes => fromHex(item[name] as string);
const secretOf = (item: VectorCase, name: string): Secret => new Secret(hex(item, name));

suiteVectors('message-protection', async (item, suite) => {
    const proposal = { type: ContentType.Proposal, proposal: decode(hex(item, 'proposal'), readProposal) };
    const commit = { type: ContentType.Commit, commit: decode(hex(item, 'commit'), readCommit) };
    const application = { type: ContentType.Application, data: hex(item, 'application') };
    const protection = new Protection(item, suite, await SignatureKeyPair.fromPrivateKey(suite, hex(item, 'signature_priv')));
    for (const [name, content] of Object.entries({ proposal, commit })) {
        const given = decode(hex(item, `${name}_pub`), readMlsMessage);
        if (given.wireFormat !== WireFormat.PublicMessage) throw new Error('the case is no PublicMessage');
        expectSame(content, await protection.openPublic(given.body));
        expectSame(content, await protection.openPublic(await protection.sealPublic(content)));
    }
    for (const [name, content] of Object.entries({ proposal, commit, application })) {
        expectSame(content, await protection.open(decodePrivateMessage(hex(item, `${name}_priv`))));
        expectSame(content, await protection.open(await protection.seal(content)));
    }
    const inClear = protection.sealPublic(application).then((message) => protection.openPublic(message));
    await expect(inClear).rejects.toMatchObject({ error: 'ApplicationDataInClear' });
});

function expectSame(expected: MessageContent, signed: AuthenticatedContent): void {
    expect(toHex(encode(signed.content.content, writeMessageContent))).toBe(toHex(encode(expected, writeMessageContent)));
}

class Protection {
    readonly #item: VectorCase;
    readonly #suite: CipherSuite;
    readonly #key: SignatureKeyPair;
    readonly #context: GroupContext;

    constructor(item: VectorCase, suite: CipherSuite, key: SignatureKeyPair) {
        this.#item = item;
        this.#suite = suite;
        this.#key = key;
        this.#context = {
            cipherSuite: suite.id,
            groupId: hex(item, 'group_id'),
            epoch: BigInt(item['epoch'] as number),
            treeHash: hex(item, 'tree_hash'),
            confirmedTranscriptHash: hex(item, 'confirmed_transcript_hash'),
            extensions: [],
        };
    }

    async openPublic(message: PublicMessage): Promise<AuthenticatedContent> {
        const unverified = unprotectPublicMessage(this.#suite, message, secretOf(this.#item, 'membership_key'), this.#context);
        return unverified.verify(this.#suite, this.#context, hex(this.#item, 'signature_pub'));
    }

    async sealPublic(content: MessageContent): Promise<PublicMessage> {
        const signed = await this.#sign(WireFormat.PublicMessage, content);
        return { ...signed, membershipTag: membershipTag(this.#suite, signed, secretOf(this.#item, 'membership_key'), this.#context) };
    }

    async open(message: PrivateMessage): Promise<AuthenticatedContent> {
        const data = await openSenderData(this.#suite, message, secretOf(this.#item, 'sender_data_secret'));
        expect(data.leaf).toBe(sender);
        const key = this.#tree().prepare(data.leaf, kindOf(message.contentType), data.generation);
        const unverified = await openMessage(this.#suite, message, data, key.key);
        return unverified.verify(this.#suite, this.#context, hex(this.#item, 'signature_pub'));
    }

    async seal(content: MessageContent): Promise<PrivateMessage> {
        const signed = await this.#sign(WireFormat.PrivateMessage, content);
        const key = this.#tree().prepare(sender, kindOf(content.type), 0);
        return sealMessage(this.#suite, signed, key, secretOf(this.#item, 'sender_data_secret'), 32);
    }

    #tree(): SecretTree {
        return SecretTree.of(this.#suite, 2, secretOf(this.#item, 'encryption_secret'));
    }

    async #sign(wireFormat: WireFormat, content: MessageContent): Promise<AuthenticatedContent> {
        const { groupId, epoch } = this.#context;
        const framed = { groupId, epoch, sender: memberSender(sender), authenticatedData: new Uint8Array(), content };
        const signed = await signContent(wireFormat, framed, this.#context, this.#key);
        return content.type === ContentType.Commit ? withConfirmationTag(signed, new Uint8Array(this.#suite.hashBytes)) : signed;
    }
}
