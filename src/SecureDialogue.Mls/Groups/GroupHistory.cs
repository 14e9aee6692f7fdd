using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Groups;

/// <summary>What a group keeps of epochs that are over, within its <see cref="GroupRetention"/>. One for the group's whole life; owns its secrets.</summary>
internal sealed class GroupHistory(GroupRetention retention) : IDisposable
{
    private readonly List<(ulong Epoch, Secret Psk)> _resumption = [];
    private readonly List<PastEpoch> _epochs = [];

    internal GroupRetention Retention { get; } = retention.PastEpochs >= 0 && retention.ResumptionPsks >= 0
        ? retention
        : throw new ArgumentException("Numbers of epochs are not negative.", nameof(retention));

    internal Secret? ResumptionPsk(ulong epoch) => _resumption.Find(entry => entry.Epoch == epoch).Psk;

    internal PastEpoch? Epoch(ulong epoch) => _epochs.Find(entry => entry.Context.Epoch == epoch);

    /// <summary>Keeps what is to be kept of an epoch that ends; takes its ratchets if they are.</summary>
    internal void Leave(GroupState ended)
    {
        if (Retention.ResumptionPsks > 0)
        {
            _resumption.Add((ended.Context.Epoch, ended.Secrets.ResumptionPsk.Copy()));
        }

        if (Retention.PastEpochs > 0)
        {
            _epochs.Add(new PastEpoch(
                ended.Context, ended.Tree, ended.Own, ended.Secrets.SenderDataSecret.Copy(), ended.TakeRatchets()));
        }

        while (_resumption.Count > Retention.ResumptionPsks)
        {
            _resumption[0].Psk.Dispose();
            _resumption.RemoveAt(0);
        }

        while (_epochs.Count > Retention.PastEpochs)
        {
            _epochs[0].Dispose();
            _epochs.RemoveAt(0);
        }
    }

    /// <summary>Writes the history, as it will be once <paramref name="leaving"/> is over if that is given.</summary>
    internal void Save(TlsWriter writer, GroupState? leaving)
    {
        writer.WriteUInt32((uint)Retention.PastEpochs);
        writer.WriteUInt32((uint)Retention.ResumptionPsks);
        var resumption = writer.BeginVector();
        foreach (var (epoch, psk) in Last(_resumption, Retention.ResumptionPsks, leaving))
        {
            SaveResumption(writer, epoch, psk);
        }

        if (leaving is not null && Retention.ResumptionPsks > 0)
        {
            SaveResumption(writer, leaving.Context.Epoch, leaving.Secrets.ResumptionPsk);
        }

        writer.EndVector(resumption);
        var epochs = writer.BeginVector();
        foreach (var past in Last(_epochs, Retention.PastEpochs, leaving))
        {
            past.Save(writer);
        }

        if (leaving is not null && Retention.PastEpochs > 0)
        {
            new PastEpoch(leaving.Context, leaving.Tree, leaving.Own, leaving.Secrets.SenderDataSecret, leaving.Ratchets).Save(writer);
        }

        writer.EndVector(epochs);
    }

    internal static GroupHistory Load(CipherSuite suite, ref TlsReader reader, Custody custody)
    {
        var (pastEpochs, resumptionPsks) = (reader.ReadUInt32(), reader.ReadUInt32());
        if (pastEpochs > int.MaxValue || resumptionPsks > int.MaxValue)
        {
            throw new MlsException(MlsError.ValueUnknown);
        }

        var history = new GroupHistory(new GroupRetention { PastEpochs = (int)pastEpochs, ResumptionPsks = (int)resumptionPsks });
        var resumption = new TlsReader(reader.ReadOpaqueSpan());
        while (!resumption.IsAtEnd)
        {
            history._resumption.Add((resumption.ReadUInt64(), custody.Hold(new Secret(resumption.ReadOpaqueSpan()))));
        }

        var epochs = new TlsReader(reader.ReadOpaqueSpan());
        while (!epochs.IsAtEnd)
        {
            history._epochs.Add(PastEpoch.Load(suite, ref epochs, custody));
        }

        return history;
    }

    public void Dispose()
    {
        foreach (var (_, psk) in _resumption)
        {
            psk.Dispose();
        }

        foreach (var past in _epochs)
        {
            past.Dispose();
        }
    }

    private static void SaveResumption(TlsWriter writer, ulong epoch, Secret psk)
    {
        writer.WriteUInt64(epoch);
        writer.WriteOpaque(psk.Bytes);
    }

    private static IEnumerable<T> Last<T>(List<T> kept, int limit, GroupState? leaving) =>
        leaving is null ? kept : kept.TakeLast(Math.Max(0, limit - 1));
}
