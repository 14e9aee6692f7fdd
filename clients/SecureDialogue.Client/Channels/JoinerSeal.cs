using System.Buffers.Binary;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// GroupInfo extension 0xF0D2, signed by the committer: what travels beside the Welcome, and the hour of the adding commit, which
/// the joiner cannot read but must hold later commits against.
/// <code>
/// SHA-256 of the joiner pack (32) | hour u64
/// </code>
/// </summary>
internal static class JoinerSeal
{
    private const int Bytes = ObjectHash.Bytes + sizeof(ulong);
    private static readonly ExtensionType Type = new(ChannelDescriptor.JoinerPackExtensionType);

    /// <summary>The extension for a commit that adds.</summary>
    internal static Extension Extension(JoinerPack pack, uint hour)
    {
        var data = new byte[Bytes];
        pack.Id.Value.Span.CopyTo(data);
        BinaryPrimitives.WriteUInt64BigEndian(data.AsSpan(ObjectHash.Bytes), hour);
        return new Extension(Type, data);
    }

    /// <summary>The hour, if the pack is the one that the committer signed.</summary>
    /// <exception cref="MalformedObjectException">It is not.</exception>
    internal static UnixHour Check(MlsGroup joined, JoinerPack pack)
    {
        var data = joined.JoinedGroupInfoExtensions.FirstOrDefault(one => one.Type == Type)?.Data ?? default;
        TrustFields.Require(data.Length == Bytes && data.Span[..ObjectHash.Bytes].SequenceEqual(pack.Id.Value.Span), "a pack that the committer did not sign");
        var hour = BinaryPrimitives.ReadUInt64BigEndian(data.Span[ObjectHash.Bytes..]);
        TrustFields.Require(hour <= uint.MaxValue, "an hour out of range");
        return new UnixHour((uint)hour);
    }
}
