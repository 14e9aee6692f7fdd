using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Mls.Groups;

namespace SecureDialogue.Client.Channels;

/// <summary>The leaf keys that stand in this device's channels: a key package serves one channel, so none of theirs is handed out again.</summary>
internal static class ServingLeaves
{
    internal static IReadOnlySet<Opaque> Read(SecureStore store) => store.List(Bucket.Channels)
        .Select(entry => store.Get(Bucket.Groups, entry.Key.Span))
        .OfType<byte[]>()
        .SelectMany(TakeKeys)
        .ToHashSet();

    private static Opaque[] TakeKeys(byte[] snapshot)
    {
        try
        {
            using var group = MlsGroup.Load(snapshot);
            return [.. group.Members.Select(member => new Opaque(member.Leaf.SignatureKey.Span))];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(snapshot);
        }
    }
}
