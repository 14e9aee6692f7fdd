/** Why bytes of a peer were refused; one member is one rule. The twin of MlsError of SecureDialogue.Mls: docs/mls-validation.md is shared. */
export type MlsError =
    /** The input ends inside a value, or a length exceeds what remains (RFC 9420 §2.1). */
    | 'Truncated'
    /** Bytes follow the end of the structure. */
    | 'TrailingBytes'
    /** A vector length is not in its shortest form, or uses the reserved prefix (RFC 9420 §2.1.2). */
    | 'LengthNotMinimal'
    /** A selector has a value that the structure does not define. */
    | 'ValueUnknown'
    /** The protocol version is not MLS 1.0. */
    | 'VersionNotSupported'
    /** The cipher suite is not one of ours. */
    | 'CipherSuiteNotSupported'
    /** The message has another wire format than the one expected here. */
    | 'WireFormatUnexpected'
    /** An extension type occurs twice in one list (RFC 9420 §13.4). */
    | 'ExtensionDuplicate'
    /** A public key has the wrong length or is a point that gives no secret. */
    | 'PublicKeyInvalid'
    /** An authenticated decryption failed: wrong key, wrong context or changed bytes. */
    | 'DecryptionFailed'
    /** The signature of a leaf node is wrong (RFC 9420 §7.3). */
    | 'LeafSignatureInvalid'
    /** A leaf node's source does not fit the place where it occurs (RFC 9420 §7.3). */
    | 'LeafSourceWrong'
    /** A leaf does not list MLS 1.0 or its own credential type as supported (RFC 9420 §7.3). */
    | 'LeafCapabilitiesIncomplete'
    /** A leaf carries an extension that its capabilities do not list (RFC 9420 §7.3). */
    | 'LeafExtensionNotSupported'
    /** The current time is outside the leaf's lifetime (RFC 9420 §7.2). */
    | 'LeafLifetimeOver'
    /** A leaf's lifetime is longer in all than the application allows (RFC 9420 §7.2). */
    | 'LeafLifetimeTooLong'
    /** A leaf lacks what required_capabilities or the group's extensions ask for (RFC 9420 §7.2, §11.1). */
    | 'RequiredCapabilitiesNotMet'
    /** A credential type in use is not supported by every member (RFC 9420 §5.3.3, §7.3). */
    | 'CredentialTypeNotSupported'
    /** The application's CredentialValidator refused a credential. */
    | 'CredentialRefused'
    /** Two nodes of the tree have one encryption key (RFC 9420 §7.3, §12.4.3.1). */
    | 'EncryptionKeyNotUnique'
    /** Two leaves have one signature key (RFC 9420 §7.3). */
    | 'SignatureKeyNotUnique'
    /** The signature of a key package is wrong (RFC 9420 §10.1). */
    | 'KeyPackageSignatureInvalid'
    /** A key package's init key is its leaf's encryption key (RFC 9420 §10.1). */
    | 'KeyPackageKeysEqual'
    /** A key package is for another suite than the group's (RFC 9420 §10.1). */
    | 'KeyPackageSuiteMismatch'
    /** A ratchet tree is empty, has an even number of nodes or ends in a blank (RFC 9420 §12.4.3.3). */
    | 'TreeSizeInvalid'
    /** A leaf stands at a parent's place, or the other way round (RFC 9420 §12.4.3.3). */
    | 'TreeNodeMisplaced'
    /** An unmerged_leaves list is unsorted, names a blank or foreign leaf, or is not carried on below (RFC 9420 §12.4.3.1). */
    | 'UnmergedLeavesInvalid'
    /** A parent hash does not link a node to its parent (RFC 9420 §7.9.2). */
    | 'ParentHashInvalid'
    /** The tree's hash is not the one in the GroupContext (RFC 9420 §12.4.3.1). */
    | 'TreeHashMismatch'
    /** No ratchet tree came in or beside the Welcome (RFC 9420 §12.4.3.3). */
    | 'TreeMissing'
    /** A Welcome has no entry for this key package (RFC 9420 §12.4.3.1). */
    | 'WelcomeNotForKeyPackage'
    /** A Welcome or its GroupInfo is for another suite than the key package (RFC 9420 §12.4.3.1). */
    | 'WelcomeSuiteMismatch'
    /** A pre-shared key is named that the caller did not give (RFC 9420 §8.4). */
    | 'PskUnknown'
    /** One pre-shared key is named twice (RFC 9420 §12.4.3.1). */
    | 'PskDuplicate'
    /** A psk_nonce has not the length of a hash (RFC 9420 §8.4). */
    | 'PskNonceInvalid'
    /** A resumption key is named for a use that does not belong here, or two keys for a new group (RFC 9420 §8.4, §12.1.4). */
    | 'PskUsageWrong'
    /** The leaf that signed a GroupInfo does not exist (RFC 9420 §12.4.3.1). */
    | 'GroupInfoSignerUnknown'
    /** The signature of a GroupInfo is wrong (RFC 9420 §12.4.3.1). */
    | 'GroupInfoSignatureInvalid'
    /** The tree has no leaf equal to the key package's (RFC 9420 §12.4.3.1). */
    | 'OwnLeafMissing'
    /** A path secret does not give the public keys in the tree or the path (RFC 9420 §7.5, §12.4.3.1). */
    | 'PathSecretMismatch'
    /** The confirmation tag is wrong: the sender's view of the group differs (RFC 9420 §8.1). */
    | 'ConfirmationTagInvalid'
    /** The message is of another group. */
    | 'GroupIdMismatch'
    /** The message is of another epoch. */
    | 'EpochMismatch'
    /** The sender's leaf is blank or outside the tree (RFC 9420 §6.1). */
    | 'SenderUnknown'
    /** The caller takes messages of members only. */
    | 'SenderNotSupported'
    /** A sender of this kind does not send content of this kind (RFC 9420 §6). */
    | 'SenderContentMismatch'
    /** The group's external_senders extension has no such sender (RFC 9420 §12.1.8.1). */
    | 'ExternalSenderUnknown'
    /** The message was signed with this leaf's own key, or names a generation of a PrivateMessage that this leaf has spent; the latter is only a claim, which any member can make. */
    | 'OwnMessage'
    /** A genuine message of this client's own leaf whose key this state has not spent: somebody else holds a copy of the state. */
    | 'WrittenByCopy'
    /** The signature of a message is wrong (RFC 9420 §6.1). */
    | 'MessageSignatureInvalid'
    /** The membership tag of a PublicMessage is wrong (RFC 9420 §6.2). */
    | 'MembershipTagInvalid'
    /** Application data came as a PublicMessage (RFC 9420 §6). */
    | 'ApplicationDataInClear'
    /** Padding has a byte that is not zero (RFC 9420 §6.3.1). */
    | 'PaddingNotZero'
    /** A generation is further ahead than RatchetWindow allows (RFC 9420 §9.1). */
    | 'GenerationTooFar'
    /** The key of this generation was used or thrown away: a replay, or too late (RFC 9420 §9.1). */
    | 'GenerationUsed'
    /** The caller takes commits of inline Adds and Removes only, and this is another one. */
    | 'ProposalNotSupported'
    /** The commit refers to a proposal that was not received in this epoch (RFC 9420 §12.4.2). */
    | 'ProposalUnknown'
    /** More proposals wait in this epoch than are kept. */
    | 'ProposalsTooMany'
    /** A sender of this kind may not make this proposal (RFC 9420 §12.1.8). */
    | 'ProposalSenderWrong'
    /** The commit holds an Update by its own committer (RFC 9420 §12.2). */
    | 'UpdateByCommitter'
    /** The leaf of an Update keeps the old encryption key (RFC 9420 §12.1.2). */
    | 'UpdateKeyUnchanged'
    /** A commit has two GroupContextExtensions (RFC 9420 §12.2). */
    | 'GroupContextExtensionsDuplicate'
    /** A ReInit stands beside other proposals (RFC 9420 §12.2). */
    | 'ReInitNotAlone'
    /** A ReInit goes back to an older version (RFC 9420 §12.1.5). */
    | 'ReInitVersionTooOld'
    /** The group was ended by a ReInit (RFC 9420 §11.2). */
    | 'GroupEnded'
    /** A member's commit holds an ExternalInit (RFC 9420 §12.2). */
    | 'ExternalInitMisplaced'
    /** An external commit has not exactly one ExternalInit (RFC 9420 §12.2). */
    | 'ExternalInitCountWrong'
    /** An external commit holds a reference, two Removes, or a proposal other than ExternalInit, Remove and PreSharedKey (RFC 9420 §12.2). */
    | 'ExternalCommitProposalWrong'
    /** A GroupInfo has no external_pub, so nobody joins by it alone (RFC 9420 §12.4.3.2). */
    | 'ExternalPubMissing'
    /** The new group is not what the ReInit or the branch allows (RFC 9420 §11.2, §11.3). */
    | 'SuccessorMismatch'
    /** The new group has not the members that the ReInit or the branch allows (RFC 9420 §11.2, §11.3). */
    | 'SuccessorMembersWrong'
    /** A committer removes itself (RFC 9420 §12.2). */
    | 'CommitterRemoved'
    /** A Remove names a leaf that is blank or outside the tree (RFC 9420 §12.1.3). */
    | 'RemovedLeafUnknown'
    /** Two Updates or Removes concern one leaf (RFC 9420 §12.2). */
    | 'RemoveDuplicate'
    /** A commit that needs an UpdatePath has none (RFC 9420 §12.4). */
    | 'PathMissing'
    /** An UpdatePath has not one node for each of the filtered direct path, or not one ciphertext for each recipient (RFC 9420 §7.6). */
    | 'PathShapeWrong'
    /** The leaf of an UpdatePath keeps the committer's old encryption key (RFC 9420 §12.4.2). */
    | 'PathKeyUnchanged'
    /** The snapshot's version is not one this release reads. */
    | 'SnapshotVersionUnknown';
