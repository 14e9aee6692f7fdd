import { wipe, type Bytes } from '../bytes.ts';
import type { StagedCommit } from '../mls/commits/stagedCommit.ts';
import type { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';

const label = 'SecureDialogue access';
const seedBytes = 32;

/** The key by which members of an epoch are known to the relay: `seed = MLS-Exporter("SecureDialogue access", channel, 32)`. */
export const accessKey = {
    /** The seed of the group's epoch, 32 bytes; the caller wipes it. */
    seed: (group: MlsGroup): Bytes => group.export(label, group.groupId, seedBytes),

    /** The public key of the epoch that a commit leads to, 32 bytes. */
    async next(staged: StagedCommit, channel: Uint8Array): Promise<Bytes> {
        const seed = staged.export(label, channel, seedBytes);
        try {
            return await ed25519PublicKey(seed);
        } finally {
            wipe(seed);
        }
    },
};
