import { equalBytes } from '../../bytes.ts';
import type { CredentialValidator } from '../credentials/credentialValidator.ts';
import { areEqualExtensions } from '../extensions/extension.ts';
import type { GroupState } from '../groups/groupState.ts';
import type { JoinOptions } from '../groups/joinOptions.ts';
import { membersOf } from '../groups/member.ts';
import type { GroupContext } from '../messages/groupContext.ts';
import type { GroupInfo } from '../messages/groupInfo.ts';
import type { PreSharedKeyId, ResumptionPskId } from '../messages/preSharedKeyId.ts';
import { ResumptionPskUsage } from '../messages/resumptionPskUsage.ts';
import { MlsException } from '../mlsException.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';

// Refusals of groups that follow another by ReInit (RFC 9420 §11.2) or branch from it (§11.3).

export function requireSuccessorGroup(psks: readonly PreSharedKeyId[], info: GroupInfo, tree: RatchetTree, options: JoinOptions): void {
    const link = psks.find((psk): psk is ResumptionPskId => psk.type === 'resumption' && psk.usage !== ResumptionPskUsage.Application);
    if (link === undefined) return;
    const old = options.predecessor?.state;
    if (old === undefined) throw new MlsException('PskUnknown');
    const isReInit = link.usage === ResumptionPskUsage.ReInit;
    const isAllowed =
        equalBytes(link.groupId, old.context.groupId) &&
        info.context.epoch === 1n &&
        (isReInit ? isAsAgreed(old, info.context, link) : info.context.cipherSuite === old.context.cipherSuite);
    if (!isAllowed) throw new MlsException('SuccessorMismatch');
    requireMembers(old.tree, tree, options.validator, isReInit);
}

// The version is the one that every GroupContext of this engine has.
function isAsAgreed(old: GroupState, context: GroupContext, link: ResumptionPskId): boolean {
    return (
        old.reInit !== undefined &&
        link.epoch === old.context.epoch &&
        equalBytes(context.groupId, old.reInit.groupId) &&
        context.cipherSuite === old.reInit.cipherSuite &&
        areEqualExtensions(context.extensions, old.reInit.extensions)
    );
}

/** Every new member was one of the old group; after a ReInit all are there again. */
function requireMembers(old: RatchetTree, tree: RatchetTree, validator: CredentialValidator, isWhole: boolean): void {
    const before = membersOf(old).map(({ leaf }) => leaf.credential);
    for (const { leaf } of membersOf(tree)) {
        const place = before.findIndex((credential) => validator.isSameClient(credential, leaf.credential));
        if (place < 0) throw new MlsException('SuccessorMembersWrong');
        before.splice(place, 1);
    }
    if (isWhole && before.length > 0) throw new MlsException('SuccessorMembersWrong');
}
