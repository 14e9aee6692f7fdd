using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;
using Letter = SecureDialogue.Client.Trust.Letter;

namespace SecureDialogue.Client.Devices;

/// <summary>
/// Passes on their way: only the founder's device can mint, officers who invite and facilitators who open channels keep some in stock.
/// Each is sent a first supply when its admission is known, and asks for more when few are left.
/// </summary>
internal sealed class PassDesk(DeviceSession session)
{
    private const int Supply = 16;
    private const int OwnSupply = 4;
    private const int Low = 4;
    private const int MostADay = 64;
    private const int MostALetter = 32;
    private const uint HoursToAskAgain = 12;
    private const uint HoursOfDay = 24;
    private readonly PassStock _stock = new(session);

    /// <summary>Passes came from an officer's device: it is the one that mints.</summary>
    internal void Received(StoreWriter writer, Letter letter)
    {
        var bundle = ObjectCodec.Decode<PassBundle>(letter.Body.Span);
        TrustFields.Require(session.Charters?.Head.FindOfficer(letter.Sender) is not null, "passes from no officer");
        foreach (var pass in bundle.Passes)
        {
            _stock.Put(writer, pass);
        }

        LocalRecord.Put(writer, Bucket.PassAsk, [], new StoredPassAsk(letter.Sender.Value.ToArray(), 0));
    }

    /// <summary>Somebody asks this device, which mints, for passes.</summary>
    internal void Asked(StoreWriter writer, Letter letter)
    {
        var request = ObjectCodec.Decode<PassRequest>(letter.Body.Span);
        TrustFields.Require(session.Device.Management is not null, "a request for passes to a device that cannot mint");
        TrustFields.Require(letter.SenderAdmission is { } admission && IsAdmitted(admission), "a request for passes by somebody who is not admitted");
        Draw(writer, letter.SenderAdmission!, request);
    }

    /// <summary>The device that mints: tops up its own stock, supplies those who are new, mints what was asked for and sends it.</summary>
    internal async Task SupplyAsync(CancellationToken cancellation)
    {
        if (session.Device is not { Stage: Stage.Admitted, Management: { } management })
        {
            return;
        }

        try
        {
            await SupplyAsync(management, cancellation).ConfigureAwait(false);
        }
        catch (RelayRefusedException refused) when (refused.Code == RelayCode.QuotaExceeded)
        {
            // Letters and channels go on without new places.
            session.Alarms.Add("this dialogue has used all its passes at the relay: nobody can be invited and no channel opened; ask the relay's operator");
        }
    }

    /// <summary>Every other device: asks for more when few are left.</summary>
    internal void AskIfLow()
    {
        if (session.Device is not { Stage: Stage.Admitted, Management: null } || session.Admission is not { } admission)
        {
            return;
        }

        var entitled = Entitled(admission, new PassRequest(Supply - _stock.Count(PassKind.Mailbox), Supply - _stock.Count(PassKind.Channel)));
        var ask = session.Store.Get(Bucket.PassAsk, []) is { } bytes ? LocalRecord.Decode<StoredPassAsk>(bytes) : null;
        if ((entitled.Mailboxes <= Supply - Low && entitled.Channels <= Supply - Low)
            || ask is null || ask.AskedAt + HoursToAskAgain > session.Now.Value
            || new AddressBook(session).CardOf(new DeviceKey(new Opaque(ask.Minter))) is not { } card)
        {
            return;
        }

        session.Store.Write(writer =>
        {
            new LetterOffice(session).TryWrite(writer, LetterKind.PassRequest, card, entitled.Encode());
            LocalRecord.Put(writer, Bucket.PassAsk, [], ask with { AskedAt = session.Now.Value });
        });
    }

    private async Task SupplyAsync(Management management, CancellationToken cancellation)
    {
        await TopUpAsync(management, cancellation).ConfigureAwait(false);
        var others = new PeopleDirectory(session).All();
        session.Store.Write(writer =>
        {
            foreach (var fresh in others.Select(other => other.Admission).Where(other => IsNew(other.Body.Device) && IsAdmitted(other)))
            {
                Draw(writer, fresh, new PassRequest(Supply, Supply));
            }
        });
        foreach (var entry in session.Store.List(Bucket.PassOrders))
        {
            var to = new AddressBook(session).CardOf(new DeviceKey(new Opaque(entry.Key.Span)));
            await SendAsync(entry, to, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Officers invite people and devices; facilitators open channels.</summary>
    private PassRequest Entitled(CoSigned<Admission> admission, PassRequest asked) => new(
        session.Charters!.Head.FindOfficer(admission.Body.Device) is null ? 0 : Math.Clamp(asked.Mailboxes, 0, Supply),
        admission.Body.Roles.HasFlag(Roles.Facilitator) ? Math.Clamp(asked.Channels, 0, Supply) : 0);

    private bool IsAdmitted(CoSigned<Admission> admission) =>
        session.Charters is { } charters
        && AdmissionRules.Check(admission, charters, session.Now) == AdmissionRefusal.None
        && !new KnownCuts(session).Covers(admission, default);

    private bool IsNew(DeviceKey device) =>
        session.Store.Get(Bucket.PassSupplies, device.Value.Span) is null && session.Store.Get(Bucket.PassOrders, device.Value.Span) is null;

    private void Draw(StoreWriter writer, CoSigned<Admission> admission, PassRequest asked)
    {
        var device = admission.Body.Device.Value;
        var (mailboxes, channels) = (Entitled(admission, asked).Mailboxes, Entitled(admission, asked).Channels);
        var today = session.Now.Value / HoursOfDay;
        var given = session.Store.Get(Bucket.PassSupplies, device.Span) is { } bytes && LocalRecord.Decode<StoredPassSupply>(bytes) is var supply && supply.Day == today
            ? supply.Count
            : 0;
        if (mailboxes + channels is 0 or > MostALetter || given + mailboxes + channels > MostADay || session.Store.Get(Bucket.PassOrders, device.Span) is not null)
        {
            return;
        }

        RelayPass[] passes = [.. DrawMany(PassKind.Mailbox, mailboxes), .. DrawMany(PassKind.Channel, channels)];
        LocalRecord.Put(writer, Bucket.PassOrders, device.Span, new StoredPassOrder([.. passes.Select(PassStock.Stored)]));
        LocalRecord.Put(writer, Bucket.PassSupplies, device.Span, new StoredPassSupply(today, given + passes.Length));
    }

    private IEnumerable<RelayPass> DrawMany(PassKind kind, int count) =>
        Enumerable.Range(0, count).Select(_ => session.Device.Management!.DrawPass(kind));

    private async Task TopUpAsync(Management management, CancellationToken cancellation)
    {
        if (_stock.Count(PassKind.Mailbox) >= 2)
        {
            return;
        }

        var fresh = Enumerable.Range(0, OwnSupply).Select(_ => management.DrawPass(PassKind.Mailbox)).ToArray();
        await MintAsync(fresh, cancellation).ConfigureAwait(false);
        session.Store.Write(writer => Array.ForEach(fresh, pass => _stock.Put(writer, pass)));
    }

    /// <summary>Whoever has no mailbox that is known here goes without; the passes were never minted.</summary>
    private async Task SendAsync(StoreEntry order, MailboxCard? card, CancellationToken cancellation)
    {
        RelayPass[] passes = [.. LocalRecord.Decode<StoredPassOrder>(order.Value.ToArray()).Passes.Select(PassStock.Read)];
        if (card is not null)
        {
            await MintAsync(passes, cancellation).ConfigureAwait(false);
        }

        session.Store.Write(writer =>
        {
            writer.Delete(Bucket.PassOrders, order.Key.Span);
            new LetterOffice(session).TryWrite(writer, LetterKind.Passes, card, new PassBundle(passes).Encode());
        });
    }

    private async Task MintAsync(RelayPass[] passes, CancellationToken cancellation)
    {
        foreach (var kind in passes.GroupBy(pass => pass.Kind))
        {
            await new PassMint(session).MintAsync(kind.Key, [.. kind.Select(pass => pass.Pass.Span.ToArray())], cancellation).ConfigureAwait(false);
        }
    }
}
