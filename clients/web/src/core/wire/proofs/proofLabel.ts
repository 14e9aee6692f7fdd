/** What keeps a signature for one purpose from serving another. No label is a prefix of another followed by 0x00. */
export const ProofLabel = {
    dialogue: 'SecureDialogue dialogue',
    mint: 'SecureDialogue mint',
    createMailbox: 'SecureDialogue mailbox create',
    openMailbox: 'SecureDialogue mailbox open',
    packages: 'SecureDialogue packages',
    createChannel: 'SecureDialogue channel create',
    prove: 'SecureDialogue prove',
    commit: 'SecureDialogue commit',
    steward: 'SecureDialogue steward',
} as const;
export type ProofLabel = (typeof ProofLabel)[keyof typeof ProofLabel];
