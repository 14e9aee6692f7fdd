using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>
/// Whether a request keeps to <see cref="Limits"/>. Asked before sending, because the relay does not answer a hub message that is too
/// long but disconnects. What passes here fits into a hub message, base64 included.
/// </summary>
internal static class RequestSize
{
    // The token of a Begin link travels as the text it is.
    private const int BeginTokenBytes = 128;

    internal static bool IsWithinLimits(object request) => request switch
    {
        PostRequest post => post.Bytes.Length <= Limits.ItemBytes,
        CommitRequest commit => commit.Bytes.Length <= Limits.ItemBytes && IsKey(commit.NextKey) && IsSignature(commit.Signature)
            && IsKey(commit.StewardKey) && IsSignature(commit.StewardSignature),
        StewardRequest steward => steward.Act.Length <= Limits.ItemBytes,
        DropRequest drop => drop.Bytes.Length <= Limits.LetterBytes && IsKey(drop.DropToken),
        PutPackagesRequest put => put.Packages.Count <= Limits.Packages && put.Packages.All(package => package.Length <= Limits.PackageBytes) && IsSignature(put.Signature),
        AcknowledgeLettersRequest letters => letters.Letters.Count <= Limits.Acknowledgements,
        MintPassesRequest mint => mint.PassHashes.Count <= Limits.Passes && mint.PassHashes.All(IsKey) && IsSignature(mint.Signature),
        CreateChannelRequest channel => channel.StewardKeys.Count <= Limits.StewardKeys && channel.StewardKeys.All(IsKey)
            && IsKey(channel.Pass) && IsKey(channel.AccessKey) && IsKey(channel.CloseMark) && IsSignature(channel.Signature),
        CreateDialogueRequest dialogue => dialogue.Pass.Length <= BeginTokenBytes && IsKey(dialogue.ManagementKey) && IsKey(dialogue.CloseMark) && IsSignature(dialogue.Signature),
        CreateMailboxRequest mailbox => IsKey(mailbox.Pass) && IsKey(mailbox.OwnerKey) && IsKey(mailbox.DropTokenHash)
            && IsKey(mailbox.CloseMark) && IsSignature(mailbox.Signature),
        OpenMailboxRequest open => IsSignature(open.Signature),
        ProveRequest prove => IsSignature(prove.Signature),
        AppearRequest appear => appear.Handle.Length <= Limits.HandleBytes,
        WhisperRequest whisper => whisper.Bytes.Length <= Limits.WhisperBytes,
        FetchPackageRequest fetch => IsKey(fetch.DropToken),
        HelloRequest or ReadLettersRequest or ReadRequest => true,
        _ => false,
    };

    private static bool IsKey(ReadOnlyMemory<byte> field) => field.Length <= Limits.KeyBytes;

    private static bool IsSignature(ReadOnlyMemory<byte> field) => field.Length <= Limits.SignatureBytes;
}
