namespace SecureDialogue.Mls;

/// <summary>Why bytes of a peer were refused; one member is one rule.</summary>
public enum MlsError
{
    /// <summary>The input ends inside a value, or a length exceeds what remains (RFC 9420 §2.1).</summary>
    Truncated,

    /// <summary>Bytes follow the end of the structure.</summary>
    TrailingBytes,

    /// <summary>A vector length is not in its shortest form, or uses the reserved prefix (RFC 9420 §2.1.2).</summary>
    LengthNotMinimal,

    /// <summary>A selector has a value that the structure does not define.</summary>
    ValueUnknown,

    /// <summary>The protocol version is not MLS 1.0.</summary>
    VersionNotSupported,

    /// <summary>The cipher suite is not one of ours.</summary>
    CipherSuiteNotSupported,

    /// <summary>The message has another wire format than the one expected here.</summary>
    WireFormatUnexpected,

    /// <summary>An extension type occurs twice in one list (RFC 9420 §13.4).</summary>
    ExtensionDuplicate,

    /// <summary>A public key has the wrong length or is a point that gives no secret.</summary>
    PublicKeyInvalid,

    /// <summary>An authenticated decryption failed: wrong key, wrong context or changed bytes.</summary>
    DecryptionFailed,

    /// <summary>The signature of a leaf node is wrong (RFC 9420 §7.3).</summary>
    LeafSignatureInvalid,

    /// <summary>A leaf node's source does not fit the place where it occurs (RFC 9420 §7.3).</summary>
    LeafSourceWrong,

    /// <summary>A leaf does not list MLS 1.0 or its own credential type as supported (RFC 9420 §7.3).</summary>
    LeafCapabilitiesIncomplete,

    /// <summary>A leaf carries an extension that its capabilities do not list (RFC 9420 §7.3).</summary>
    LeafExtensionNotSupported,

    /// <summary>The current time is outside the leaf's lifetime (RFC 9420 §7.2).</summary>
    LeafLifetimeOver,

    /// <summary>A leaf's lifetime is longer in all than the application allows (RFC 9420 §7.2).</summary>
    LeafLifetimeTooLong,

    /// <summary>A leaf lacks what required_capabilities or the group's extensions ask for (RFC 9420 §7.2, §11.1).</summary>
    RequiredCapabilitiesNotMet,

    /// <summary>A credential type in use is not supported by every member (RFC 9420 §5.3.3, §7.3).</summary>
    CredentialTypeNotSupported,

    /// <summary>The application's <see cref="Credentials.ICredentialValidator"/> refused a credential.</summary>
    CredentialRefused,

    /// <summary>Two nodes of the tree have one encryption key (RFC 9420 §7.3, §12.4.3.1).</summary>
    EncryptionKeyNotUnique,

    /// <summary>Two leaves have one signature key (RFC 9420 §7.3).</summary>
    SignatureKeyNotUnique,

    /// <summary>The signature of a key package is wrong (RFC 9420 §10.1).</summary>
    KeyPackageSignatureInvalid,

    /// <summary>A key package's init key is its leaf's encryption key (RFC 9420 §10.1).</summary>
    KeyPackageKeysEqual,

    /// <summary>A key package is for another suite than the group's (RFC 9420 §10.1).</summary>
    KeyPackageSuiteMismatch,

    /// <summary>A ratchet tree is empty, has an even number of nodes or ends in a blank (RFC 9420 §12.4.3.3).</summary>
    TreeSizeInvalid,

    /// <summary>A leaf stands at a parent's place, or the other way round (RFC 9420 §12.4.3.3).</summary>
    TreeNodeMisplaced,

    /// <summary>An unmerged_leaves list is unsorted, names a blank or foreign leaf, or is not carried on below (RFC 9420 §12.4.3.1).</summary>
    UnmergedLeavesInvalid,

    /// <summary>A parent hash does not link a node to its parent (RFC 9420 §7.9.2).</summary>
    ParentHashInvalid,

    /// <summary>The tree's hash is not the one in the GroupContext (RFC 9420 §12.4.3.1).</summary>
    TreeHashMismatch,

    /// <summary>No ratchet tree came in or beside the Welcome (RFC 9420 §12.4.3.3).</summary>
    TreeMissing,

    /// <summary>A Welcome has no entry for this key package (RFC 9420 §12.4.3.1).</summary>
    WelcomeNotForKeyPackage,

    /// <summary>A Welcome or its GroupInfo is for another suite than the key package (RFC 9420 §12.4.3.1).</summary>
    WelcomeSuiteMismatch,

    /// <summary>A pre-shared key is named that the caller did not give (RFC 9420 §8.4).</summary>
    PskUnknown,

    /// <summary>One pre-shared key is named twice (RFC 9420 §12.4.3.1).</summary>
    PskDuplicate,

    /// <summary>A psk_nonce has not the length of a hash (RFC 9420 §8.4).</summary>
    PskNonceInvalid,

    /// <summary>A resumption key is named for a use that does not belong here, or two keys for a new group (RFC 9420 §8.4, §12.1.4).</summary>
    PskUsageWrong,

    /// <summary>The leaf that signed a GroupInfo does not exist (RFC 9420 §12.4.3.1).</summary>
    GroupInfoSignerUnknown,

    /// <summary>The signature of a GroupInfo is wrong (RFC 9420 §12.4.3.1).</summary>
    GroupInfoSignatureInvalid,

    /// <summary>The tree has no leaf equal to the key package's (RFC 9420 §12.4.3.1).</summary>
    OwnLeafMissing,

    /// <summary>A path secret does not give the public keys in the tree or the path (RFC 9420 §7.5, §12.4.3.1).</summary>
    PathSecretMismatch,

    /// <summary>The confirmation tag is wrong: the sender's view of the group differs (RFC 9420 §8.1).</summary>
    ConfirmationTagInvalid,

    /// <summary>The message is of another group.</summary>
    GroupIdMismatch,

    /// <summary>The message is of another epoch.</summary>
    EpochMismatch,

    /// <summary>The sender's leaf is blank or outside the tree (RFC 9420 §6.1).</summary>
    SenderUnknown,

    /// <summary>The caller takes messages of members only.</summary>
    SenderNotSupported,

    /// <summary>A sender of this kind does not send content of this kind (RFC 9420 §6).</summary>
    SenderContentMismatch,

    /// <summary>The group's external_senders extension has no such sender (RFC 9420 §12.1.8.1).</summary>
    ExternalSenderUnknown,

    /// <summary>
    /// The message was signed with this leaf's own key, or names a generation of a PrivateMessage that this leaf has spent; the
    /// latter is only a claim, which any member can make.
    /// </summary>
    OwnMessage,

    /// <summary>A genuine message of this client's own leaf whose key this state has not spent: somebody else holds a copy of the state.</summary>
    WrittenByCopy,

    /// <summary>The signature of a message is wrong (RFC 9420 §6.1).</summary>
    MessageSignatureInvalid,

    /// <summary>The membership tag of a PublicMessage is wrong (RFC 9420 §6.2).</summary>
    MembershipTagInvalid,

    /// <summary>Application data came as a PublicMessage (RFC 9420 §6).</summary>
    ApplicationDataInClear,

    /// <summary>Padding has a byte that is not zero (RFC 9420 §6.3.1).</summary>
    PaddingNotZero,

    /// <summary>A generation is further ahead than <see cref="Secrets.RatchetWindow"/> allows (RFC 9420 §9.1).</summary>
    GenerationTooFar,

    /// <summary>The key of this generation was used or thrown away: a replay, or too late (RFC 9420 §9.1).</summary>
    GenerationUsed,

    /// <summary>The caller takes commits of inline Adds and Removes only, and this is another one.</summary>
    ProposalNotSupported,

    /// <summary>The commit refers to a proposal that was not received in this epoch (RFC 9420 §12.4.2).</summary>
    ProposalUnknown,

    /// <summary>More proposals wait in this epoch than are kept.</summary>
    ProposalsTooMany,

    /// <summary>A sender of this kind may not make this proposal (RFC 9420 §12.1.8).</summary>
    ProposalSenderWrong,

    /// <summary>The commit holds an Update by its own committer (RFC 9420 §12.2).</summary>
    UpdateByCommitter,

    /// <summary>The leaf of an Update keeps the old encryption key (RFC 9420 §12.1.2).</summary>
    UpdateKeyUnchanged,

    /// <summary>A commit has two GroupContextExtensions (RFC 9420 §12.2).</summary>
    GroupContextExtensionsDuplicate,

    /// <summary>A ReInit stands beside other proposals (RFC 9420 §12.2).</summary>
    ReInitNotAlone,

    /// <summary>A ReInit goes back to an older version (RFC 9420 §12.1.5).</summary>
    ReInitVersionTooOld,

    /// <summary>The group was ended by a ReInit (RFC 9420 §11.2).</summary>
    GroupEnded,

    /// <summary>A member's commit holds an ExternalInit (RFC 9420 §12.2).</summary>
    ExternalInitMisplaced,

    /// <summary>An external commit has not exactly one ExternalInit (RFC 9420 §12.2).</summary>
    ExternalInitCountWrong,

    /// <summary>An external commit holds a reference, two Removes, or a proposal other than ExternalInit, Remove and PreSharedKey (RFC 9420 §12.2).</summary>
    ExternalCommitProposalWrong,

    /// <summary>A GroupInfo has no external_pub, so nobody joins by it alone (RFC 9420 §12.4.3.2).</summary>
    ExternalPubMissing,

    /// <summary>The new group is not what the ReInit or the branch allows (RFC 9420 §11.2, §11.3).</summary>
    SuccessorMismatch,

    /// <summary>The new group has not the members that the ReInit or the branch allows (RFC 9420 §11.2, §11.3).</summary>
    SuccessorMembersWrong,

    /// <summary>A committer removes itself (RFC 9420 §12.2).</summary>
    CommitterRemoved,

    /// <summary>A Remove names a leaf that is blank or outside the tree (RFC 9420 §12.1.3).</summary>
    RemovedLeafUnknown,

    /// <summary>Two Updates or Removes concern one leaf (RFC 9420 §12.2).</summary>
    RemoveDuplicate,

    /// <summary>A commit that needs an UpdatePath has none (RFC 9420 §12.4).</summary>
    PathMissing,

    /// <summary>An UpdatePath has not one node for each of the filtered direct path, or not one ciphertext for each recipient (RFC 9420 §7.6).</summary>
    PathShapeWrong,

    /// <summary>The leaf of an UpdatePath keeps the committer's old encryption key (RFC 9420 §12.4.2).</summary>
    PathKeyUnchanged,

    /// <summary>The snapshot's version is not one this release reads.</summary>
    SnapshotVersionUnknown,
}
