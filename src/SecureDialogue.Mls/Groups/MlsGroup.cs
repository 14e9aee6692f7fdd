#pragma warning disable
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A group as one member sees it.</summary>
public sealed partial class MlsGroup : IDisposable
{
    /// <summary>The suite.</summary>
    public CipherSuite Suite => throw new NotImplementedException();

    /// <summary>The group id.</summary>
    public ReadOnlyMemory<byte> GroupId => throw new NotImplementedException();

    /// <summary>The epoch.</summary>
    public ulong Epoch => throw new NotImplementedException();

    /// <summary>The place of this client.</summary>
    public LeafIndex OwnLeaf => throw new NotImplementedException();

    /// <summary>Everyone in the group.</summary>
    public IReadOnlyList<Member> Members => throw new NotImplementedException();

    /// <summary>The group's extensions.</summary>
    public IReadOnlyList<Extension> GroupContextExtensions => throw new NotImplementedException();

    /// <summary>The GroupInfo's extensions after <see cref="Join"/>; empty otherwise, not kept by <see cref="Save"/>.</summary>
    public IReadOnlyList<Extension> JoinedGroupInfoExtensions => throw new NotImplementedException();

    /// <summary>Equal for members with the same view.</summary>
    public ReadOnlyMemory<byte> EpochAuthenticator => throw new NotImplementedException();

    /// <summary>The hash over all commits so far.</summary>
    public ReadOnlyMemory<byte> ConfirmedTranscriptHash => throw new NotImplementedException();

    /// <summary>A new group of one.</summary>
    public static MlsGroup Create(GroupCreation creation) => throw new NotImplementedException();

    /// <summary>Joins by Welcome.</summary>
    public static MlsGroup Join(ReadOnlySpan<byte> welcomeMlsMessage, KeyPackage keyPackage, KeyPackageSecrets secrets, JoinOptions options) =>
        throw new NotImplementedException();

    /// <summary>Makes a commit.</summary>
    public CommitBundle CreateCommit(CommitRequest request) => throw new NotImplementedException();

    /// <summary>Opens and checks a message.</summary>
    public ReceivedMessage Receive(ReadOnlySpan<byte> mlsMessage, ICredentialValidator validator) => throw new NotImplementedException();

    /// <summary>Goes to the epoch of a commit.</summary>
    public void Merge(StagedCommit staged) => throw new NotImplementedException();

    /// <summary>Seals application data.</summary>
    public byte[] Protect(ReadOnlySpan<byte> applicationData, ReadOnlySpan<byte> authenticatedData, int paddedBytes) =>
        throw new NotImplementedException();

    /// <summary>Reads what a message shows without keys.</summary>
    public static MessageHeader PeekHeader(ReadOnlySpan<byte> mlsMessage) => throw new NotImplementedException();

    /// <summary>Decrypts only the sender of a PrivateMessage of this epoch.</summary>
    public MessageSender PeekSender(ReadOnlySpan<byte> privateMessage) => throw new NotImplementedException();

    /// <summary>MLS-Exporter.</summary>
    public byte[] Export(string label, ReadOnlySpan<byte> context, int length) => throw new NotImplementedException();

    /// <summary>Everything this member knows.</summary>
    public byte[] Save() => throw new NotImplementedException();

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static MlsGroup Load(ReadOnlySpan<byte> snapshot) => throw new NotImplementedException();

    /// <inheritdoc />
    public void Dispose() => throw new NotImplementedException();
}
