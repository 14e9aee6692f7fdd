using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Devices;

/// <summary>
/// The passes that this device may spend. A pass leaves the stock in the transaction that keeps what it is spent on. Only the founder's
/// device can make more at once; the others were sent theirs.
/// </summary>
internal sealed class PassStock(DeviceSession session)
{
    /// <summary>The most of one kind that are kept: nobody fills this device's store with passes.</summary>
    internal const int Most = 64;

    /// <summary>How many of a kind are here.</summary>
    internal int Count(PassKind kind) => All().Count(pass => pass.Kind == kind);

    /// <summary>A pass of the stock; null for none.</summary>
    internal RelayPass? Find(PassKind kind) => All().FirstOrDefault(pass => pass.Kind == kind);

    /// <summary>A pass of the stock, or a fresh one where this device can mint.</summary>
    /// <exception cref="DialogueException">None is here, and this device cannot mint.</exception>
    internal async Task<RelayPass> FindOrMintAsync(PassKind kind, CancellationToken cancellation)
    {
        if (Find(kind) is { } found)
        {
            return found;
        }

        if (session.Device.Management is not { } management)
        {
            throw None(kind);
        }

        var fresh = management.DrawPass(kind);
        await new PassMint(session).MintAsync(kind, [fresh.Pass.Span.ToArray()], cancellation).ConfigureAwait(false);
        return fresh;
    }

    /// <summary>Takes a pass out of the stock; one that was never in it is no matter.</summary>
    internal static void Spend(StoreWriter writer, RelayPass pass) => writer.Delete(Bucket.Passes, Key(pass));

    /// <summary>Puts a pass into the stock, unless there are enough.</summary>
    internal void Put(StoreWriter writer, RelayPass pass)
    {
        if (Count(pass.Kind) < Most)
        {
            LocalRecord.Put(writer, Bucket.Passes, Key(pass), Stored(pass));
        }
    }

    /// <summary>What a person reads who has none.</summary>
    internal static DialogueException None(PassKind kind) => new(
        DialogueError.NotReady,
        kind == PassKind.Mailbox
            ? "this device has no pass left for a new person or device"
            : "this device has no pass left for a new channel",
        "passes come from the device that opened the dialogue: run 'dialogue sync' when it has been online, then try again");

    internal static StoredPass Stored(RelayPass pass) => new((int)pass.Kind, pass.Pass.Span.ToArray(), pass.CloseMark.ToArray());

    internal static RelayPass Read(StoredPass pass) =>
        new((PassKind)pass.Kind, new SecretBytes(pass.Pass), new Opaque(pass.CloseMark));

    private static byte[] Key(RelayPass pass) => SHA256.HashData(pass.Pass.Span);

    private RelayPass[] All() =>
        [.. session.Store.List(Bucket.Passes).Select(entry => Read(LocalRecord.Decode<StoredPass>(entry.Value.ToArray())))];
}
