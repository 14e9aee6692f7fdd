using System.Text;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>What every part of the client works with during an operation: the store, the own device, the connections, the clock.</summary>
internal sealed class DeviceSession : IAsyncDisposable
{
    private CharterChain? _charters;
    private byte[]? _chartersOf;

    internal DeviceSession(SecureStore store, TimeProvider time)
    {
        Store = store;
        Time = time;
        Device = LocalRecord.Decode<DeviceState>(store.Get(Bucket.Device, []) ?? throw new StoreException(StoreError.Corrupted));
        Relay = new RelayLink(
            new RelayTarget(RelayAddress.Parse(Device.Relay), OpaqueId.Read<RelayId>(Device.RelayId)) { Time = time }, Doorbell);
    }

    internal SecureStore Store { get; }

    internal TimeProvider Time { get; }

    internal Doorbell Doorbell { get; } = new();

    internal RelayLink Relay { get; }

    /// <summary>The own device as last read or saved.</summary>
    internal DeviceState Device { get; private set; }

    /// <summary>What the operation met that commands show anyway: who asks, who was admitted, new channels.</summary>
    internal List<string> Notices { get; } = [];

    /// <summary>What the operation met that a person must see even if this operation shows nothing; kept until shown.</summary>
    internal List<string> Alarms { get; } = [];

    internal UnixHour Now => UnixHour.Of(Time.GetUtcNow());

    internal DeviceKey OwnKey => new(new Cbor.Opaque(Sodium.Ed25519.PublicKey(Device.DeviceSeed)));

    /// <summary>The Charter chain in force; null before an officer answered.</summary>
    internal CharterChain? Charters
    {
        get
        {
            if (Device.Charters is null)
            {
                return null;
            }

            if (!ReferenceEquals(_chartersOf, Device.Charters))
            {
                _charters = TrustedChain(Device.Charters);
                _chartersOf = Device.Charters;
            }

            return _charters;
        }
    }

    /// <summary>The own admission; null before admission.</summary>
    internal Cbor.CoSigned<Admission>? Admission =>
        Device.Admission is { } bytes ? Cbor.SignedCodec.DecodeCoSigned<Admission>(bytes) : null;

    /// <summary>Keeps alarms until they are shown, whichever operation met them; one that waits already is not kept twice.</summary>
    internal void KeepAlarms()
    {
        var waiting = Waiting().ToHashSet();
        var fresh = Alarms.Where(waiting.Add).ToArray();
        Alarms.Clear();
        if (fresh.Length > 0)
        {
            Store.Write(writer => Array.ForEach(fresh, line => Alarm(writer, line)));
        }
    }

    /// <summary>Keeps an alarm in the same transaction as what it tells of, so that neither is there without the other.</summary>
    internal void Alarm(StoreWriter writer, string line) =>
        writer.Put(Bucket.Alarms, (Store.LastOrdinal(Bucket.Alarms) ?? 0) + 1, Encoding.UTF8.GetBytes(line));

    /// <summary>Hands over the kept alarms, in the order in which they came; they are not shown again.</summary>
    internal IReadOnlyList<string> TakeAlarms()
    {
        KeepAlarms();
        var waiting = Waiting();
        if (waiting.Length > 0)
        {
            Store.Write(writer => writer.Clear(Bucket.Alarms));
        }

        return waiting;
    }

    /// <summary>Reads the own device again: another process may have written.</summary>
    internal void Reload() =>
        Device = LocalRecord.Decode<DeviceState>(Store.Get(Bucket.Device, []) ?? throw new StoreException(StoreError.Corrupted));

    /// <summary>Saves the own device in a transaction of its own.</summary>
    internal void Save(DeviceState device) => Store.Write(writer => Save(writer, device));

    /// <summary>Saves the own device with other changes.</summary>
    internal void Save(StoreWriter writer, DeviceState device)
    {
        LocalRecord.Put(writer, Bucket.Device, [], device);
        Device = device;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync().ConfigureAwait(false);
        Store.Dispose();
    }

    private string[] Waiting() =>
        [.. Store.Range(Bucket.Alarms, long.MinValue).Select(entry => Encoding.UTF8.GetString(entry.Value.Span))];

    private static CharterChain TrustedChain(byte[] bytes) =>
        Cbor.ObjectCodec.Decode<SignedCharterChain>(bytes).Verify(out var chain) == CharterRefusal.None && chain is not null
            ? chain
            : throw new StoreException(StoreError.Corrupted);
}
