using System.Security.Cryptography;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>The key by which members of an epoch are known to the relay: <c>seed = MLS-Exporter("SecureDialogue access", channel, 32)</c>.</summary>
internal static class AccessKey
{
    private const string Label = "SecureDialogue access";

    /// <summary>The seed of the group's epoch, 32 bytes; the caller zeroes it.</summary>
    internal static byte[] Seed(MlsGroup group) => group.Export(Label, group.GroupId.Span, Ed25519.SeedBytes);

    /// <summary>The public key of the epoch that a commit leads to, 32 bytes.</summary>
    internal static byte[] Next(StagedCommit staged, ChannelId channel)
    {
        var seed = staged.Export(Label, channel.ToBytes(), Ed25519.SeedBytes);
        var key = Ed25519.PublicKey(seed);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }
}
