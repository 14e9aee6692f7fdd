using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Tests.Storage;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Papers;

/// <summary>One device with a store of its own and no relay: a test carries its letters.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly BureauClock _clock;

    internal Desk(
        string name, byte[] seed, CharterChain? charters, CoSigned<Admission>? admission, BureauClock clock, Func<DeviceState, DeviceState>? change = null)
    {
        _clock = clock;
        var device = new DeviceState("http://127.0.0.1:1", new byte[16], Stage.Admitted, name, seed, MailboxMaker.Draw(new byte[32], new byte[32]))
        {
            Charters = charters?.Signed.Encode(),
            Admission = admission?.Encode(),
        };
        using (var store = _home.Create())
        {
            store.Write(writer => LocalRecord.Put(writer, Bucket.Device, [], change?.Invoke(device) ?? device));
        }

        Session = Open();
    }

    internal DeviceSession Session { get; private set; }

    internal DeviceKey Key => Session.OwnKey;

    internal Contact Contact => new AddressBook(Session).Own;

    /// <summary>One transaction.</summary>
    internal T Write<T>(Func<StoreWriter, T> change)
    {
        var result = default(T);
        Session.Store.Write(writer => result = change(writer));
        return result!;
    }

    internal void Write(Action<StoreWriter> change) => Session.Store.Write(change);

    internal Paper Propose(PaperDraft draft) => Write(writer => new PaperDesk(Session).Propose(writer, draft));

    internal Paper Sign(Paper paper) => Write(writer => new PaperDesk(Session).Sign(writer, Typed(paper)));

    internal Paper Remark(Paper paper, RemarkKind kind, string text) => Write(writer => new PaperDesk(Session).Remark(writer, Typed(paper), kind, text));

    internal Paper Withdraw(Paper paper) => Write(writer => new PaperDesk(Session).Withdraw(writer, Typed(paper)));

    /// <summary>How the paper stands here; null when it has not come.</summary>
    internal Paper? Find(Paper paper) => new PaperShelf(Session).Find(paper.Id);

    internal PaperState? StateOf(Paper paper) => Find(paper)?.State;

    /// <summary>Everything that waits to be dropped, as the relay would get it.</summary>
    internal IReadOnlyList<StoredLetter> Letters() =>
        [.. Session.Store.List(Bucket.LettersOut).Select(entry => LocalRecord.Decode<StoredLetter>(entry.Value.ToArray()))];

    /// <summary>The same, and nothing waits any longer.</summary>
    internal IReadOnlyList<StoredLetter> TakeLetters()
    {
        var letters = Letters();
        Write(writer => writer.Clear(Bucket.LettersOut));
        return letters;
    }

    internal bool Owns(StoredLetter letter) => letter.Mailbox.AsSpan().SequenceEqual(Session.Device.Mailbox.Id);

    /// <summary>Processes a letter as a sync does.</summary>
    /// <returns>Whether it was accepted.</returns>
    internal bool Receive(StoredLetter letter)
    {
        var sync = new MailboxSync(Session);
        sync.Process(new Wire.Letter(OpaqueId.Read<LetterId>(letter.Letter), letter.Bytes));
        return sync.RefusedLetters == 0;
    }

    /// <summary>A letter with any body, signed by this device.</summary>
    internal StoredLetter Letter(LetterKind kind, Desk to, byte[] body) => new LetterOffice(Session).Seal(kind, to.Contact.Card, body);

    /// <summary>What a person is shown once.</summary>
    internal IReadOnlyList<string> Alarms() => Session.TakeAlarms();

    /// <summary>The device goes on with what its store holds.</summary>
    internal async Task RestartAsync()
    {
        await Session.DisposeAsync();
        Session = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _home.Dispose();
    }

    private DeviceSession Open() => new(_home.Open(), _clock);

    private static string Typed(Paper paper) => paper.Id.ToString();
}
