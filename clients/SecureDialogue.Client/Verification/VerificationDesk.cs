using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Verification;

/// <summary>
/// Two people make sure of each other, or everybody in a channel at once. What is shown is kept, and only what was shown can be
/// marked as compared; a scanned code is held against this device's own, so it needs no showing before.
/// </summary>
internal sealed class VerificationDesk(DeviceSession session)
{
    /// <summary>What to compare with one person.</summary>
    internal VerificationView Show(string name, string? device)
    {
        var found = new DeviceDirectory(session).Find(name, device);
        return Show(found.Device.Value, CodeOf(found), found.Name, [Compared(found)]);
    }

    /// <summary>What everybody in a channel compares.</summary>
    internal VerificationView Show(OpenChannel channel, string title) =>
        Show(new Opaque(channel.State.Id), CodeOf(channel), title, OthersIn(channel));

    /// <summary>The person's digits were compared and are the same.</summary>
    internal VerificationView Confirm(string name, string? device)
    {
        var found = new DeviceDirectory(session).Find(name, device);
        return Confirm(found.Device.Value, CodeOf(found), found.Name, []);
    }

    /// <summary>The channel's digits were compared and are the same on all screens, but for those who were not there.</summary>
    internal VerificationView Confirm(OpenChannel channel, string title, IReadOnlyList<string> absent) =>
        Confirm(new Opaque(channel.State.Id), CodeOf(channel), title, absent);

    /// <summary>The code on the person's screen was scanned.</summary>
    internal VerificationView Scanned(string name, string? device, string scanned)
    {
        var found = new DeviceDirectory(session).Find(name, device);
        return Scanned(CodeOf(found), scanned, found.Name, [Compared(found)]);
    }

    /// <summary>The code on the screen of another member of the channel was scanned.</summary>
    internal VerificationView Scanned(OpenChannel channel, string title, IReadOnlyList<string> absent, string scanned) =>
        Scanned(CodeOf(channel), scanned, title, Present(OthersIn(channel), absent));

    private VerificationView Show(Opaque key, VerificationCode code, string with, IReadOnlyList<ComparedDevice> devices)
    {
        session.Store.Write(writer => LocalRecord.Put(writer, Bucket.Comparisons, key.Span, new StoredComparison(code.Hash.ToArray(), devices)));
        return View(code, with, devices, isVerified: false);
    }

    private VerificationView Confirm(Opaque key, VerificationCode code, string with, IReadOnlyList<string> absent)
    {
        var shown = session.Store.Get(Bucket.Comparisons, key.Span) is { } bytes ? LocalRecord.Decode<StoredComparison>(bytes) : null;
        if (shown is null)
        {
            throw new DialogueException(DialogueError.NotReady, "there are no digits that were shown here to compare", "show them first, compare them, then confirm");
        }

        if (!CryptographicOperations.FixedTimeEquals(shown.Hash, code.Hash.Span))
        {
            throw new DialogueException(
                DialogueError.NotReady, "the digits changed since they were shown: somebody came, went or renewed a device", "show them and compare them again");
        }

        var present = Present(shown.Devices, absent);
        session.Store.Write(writer =>
        {
            new Marks(session).Add(writer, present);
            writer.Delete(Bucket.Comparisons, key.Span);
        });
        return View(code, with, present, isVerified: true);
    }

    private VerificationView Scanned(VerificationCode code, string scanned, string with, IReadOnlyList<ComparedDevice> devices)
    {
        if (!code.IsShownAs(scanned))
        {
            throw new DialogueException(
                DialogueError.NotReady,
                "the scanned code is not that of your two devices",
                "scan again from the screen of the person beside you; if it stays so, write nothing there and tell a facilitator by another way");
        }

        session.Store.Write(writer => new Marks(session).Add(writer, devices));
        return View(code, with, devices, isVerified: true);
    }

    private static ComparedDevice[] Present(IReadOnlyList<ComparedDevice> devices, IReadOnlyList<string> absent)
    {
        if (absent.FirstOrDefault(name => !devices.Any(device => NameRules.AreSame(device.Name, name))) is { } unknown)
        {
            throw new DialogueException(DialogueError.NotFound, $"nobody called {unknown} is among those compared", "names are shown by 'dialogue roster'");
        }

        return [.. devices.Where(device => !absent.Any(name => NameRules.AreSame(device.Name, name)))];
    }

    private VerificationCode CodeOf(NamedDevice other) => VerificationCode.OfDevices(session.Charters!.Dialogue, session.OwnKey, other.Device);

    private static VerificationCode CodeOf(OpenChannel channel) => VerificationCode.OfChannel(
        new Opaque(channel.State.Id),
        channel.Group.Epoch,
        new Opaque(SHA256.HashData(channel.Group.EpochAuthenticator.Span)),
        channel.Roster.Select(member => member.Credential.Admission.Id));

    private ComparedDevice[] OthersIn(OpenChannel channel)
    {
        var profiles = Profiles.Of(channel.State);
        return [.. channel.Roster
            .Select(member => member.Credential)
            .Where(credential => credential.Device != session.OwnKey)
            .Select(credential => new ComparedDevice(
                Profiles.NameOf(profiles, credential.Admission.Id.Value.Span), credential.Person.Value.ToArray(), credential.Device.Value.ToArray()))];
    }

    private static ComparedDevice Compared(NamedDevice device) => new(device.Name, device.Person.Value.ToArray(), device.Device.Value.ToArray());

    private static VerificationView View(VerificationCode code, string with, IReadOnlyList<ComparedDevice> devices, bool isVerified) =>
        new(string.Join(' ', code.Digits), code.Scan, with, [.. devices.Select(device => device.Name)], isVerified);
}
