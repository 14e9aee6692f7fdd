import { hex, requireSame, secretOf, type VectorCase } from './vectorCase.ts';
import { toHex } from '../../src/core/bytes.ts';
import { decode, encode } from '../../src/core/mls/codec/tlsEncoding.ts';
import type { CipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import { SignatureKeyPair } from '../../src/core/mls/crypto/signatureKeyPair.ts';
import { signContent, withConfirmationTag, type AuthenticatedContent } from '../../src/core/mls/framing/authenticatedContent.ts';
import { ContentType } from '../../src/core/mls/framing/contentType.ts';
import { writeMessageContent, type MessageContent } from '../../src/core/mls/framing/messageContent.ts';
import { decodePrivateMessage, readMlsMessage } from '../../src/core/mls/framing/mlsMessage.ts';
import type { PrivateMessage } from '../../src/core/mls/framing/privateMessage.ts';
import { membershipTag, unprotectPublicMessage, type PublicMessage } from '../../src/core/mls/framing/publicMessage.ts';
import { memberSender } from '../../src/core/mls/framing/sender.ts';
import { WireFormat } from '../../src/core/mls/framing/wireFormat.ts';
import { readCommit } from '../../src/core/mls/messages/commit.ts';
import type { GroupContext } from '../../src/core/mls/messages/groupContext.ts';
import { readProposal } from '../../src/core/mls/messages/proposal.ts';
import type { MlsException } from '../../src/core/mls/mlsException.ts';
import { kindOf, openMessage, openSenderData, sealMessage } from '../../src/core/mls/secrets/messageProtection.ts';
import { SecretTree } from '../../src/core/mls/secrets/secretTree.ts';
import { leafIndex } from '../../src/core/mls/tree/leafIndex.ts';

const sender = leafIndex(1);

/** Messages sealed and opened. */
export async function checkMessageProtection(item: VectorCase, suite: CipherSuite): Promise<void> {
    const proposal = { type: ContentType.Proposal, proposal: decode(hex(item, 'proposal'), readProposal) };
    const commit = { type: ContentType.Commit, commit: decode(hex(item, 'commit'), readCommit) };
    const application = { type: ContentType.Application, data: hex(item, 'application') };
    const protection = new Protection(item, suite, await SignatureKeyPair.fromPrivateKey(suite, hex(item, 'signature_priv')));
    for (const [name, content] of Object.entries({ proposal, commit })) {
        const given = decode(hex(item, `${name}_pub`), readMlsMessage);
        if (given.wireFormat !== WireFormat.PublicMessage) throw new Error('the case is no PublicMessage');
        requireEncoded(content, await protection.openPublic(given.body));
        requireEncoded(content, await protection.openPublic(await protection.sealPublic(content)));
    }
    for (const [name, content] of Object.entries({ proposal, commit, application })) {
        requireEncoded(content, await protection.open(decodePrivateMessage(hex(item, `${name}_priv`))));
        requireEncoded(content, await protection.open(await protection.seal(content)));
    }
    const inClear = protection.sealPublic(application).then((message) => protection.openPublic(message));
    const refusal: unknown = await inClear.then(
        () => undefined,
        (error: unknown) => error,
    );
    requireSame((refusal as MlsException | undefined)?.error, 'ApplicationDataInClear', 'the refusal');
}

function requireEncoded(expected: MessageContent, signed: AuthenticatedContent): void {
    requireSame(toHex(encode(signed.content.content, writeMessageContent)), toHex(encode(expected, writeMessageContent)));
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
        requireSame(data.leaf, sender);
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
