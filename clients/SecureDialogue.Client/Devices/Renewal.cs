using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Devices;

/// <summary>
/// A new admission of this device while it is in: a longer time, another role. Nobody asked for it here, so it is taken only if it holds
/// by itself, is of this very person and device, and was never replaced before. It takes effect at its first hour: the own packages and
/// leaves then carry an earlier admission and are replaced (<see cref="PackageStock"/>, <see cref="Channels.SwapAsker"/>).
/// </summary>
internal static class Renewal
{
    /// <summary>Takes the letter.</summary>
    /// <exception cref="MalformedObjectException">It is none for this device, or an old one.</exception>
    internal static void Granted(DeviceSession session, StoreWriter writer, Letter letter)
    {
        var granted = ObjectCodec.Decode<AdmissionGranted>(letter.Body.Span);
        var own = session.Admission!;
        if (granted.Admission.Id == own.Id || IsWaiting(session, granted.Admission.Id))
        {
            return;
        }

        var chain = Newer(session, granted.Charters);
        TrustFields.Require(chain.Head.FindOfficer(letter.Sender) is not null, "an admission that nobody asked for, from no officer");
        var body = granted.Admission.Body;
        TrustFields.Require(body.Device == session.OwnKey && body.Person == own.Body.Person, "an admission for another device or person");
        TrustFields.Require(AdmissionRules.CheckSignatures(granted.Admission, chain) == AdmissionRefusal.None, "an admission without the Charter's signatures");
        TrustFields.Require(
            body.NotBefore >= own.Body.NotBefore && !session.Device.ReplacedAdmissions.Any(id => granted.Admission.Id.Value.Span.SequenceEqual(id)),
            "an admission older than the own");
        session.Save(writer, session.Device with { Charters = chain.Signed.Encode(), NextAdmission = granted.Admission.Encode() });
        session.Notices.Add($"{chain.Head.Title}: your admission was renewed");
        TakeEffect(session, writer);
    }

    /// <summary>The renewal takes the place of the own admission when its first hour has come.</summary>
    internal static void TakeEffect(DeviceSession session, StoreWriter writer)
    {
        if (session.Device.NextAdmission is not { } next || session.Now < SignedCodec.DecodeCoSigned<Admission>(next).Body.NotBefore)
        {
            return;
        }

        session.Save(writer, session.Device with
        {
            Admission = next,
            NextAdmission = null,
            ReplacedAdmissions = [.. session.Device.ReplacedAdmissions, session.Admission!.Id.Value.ToArray()],
        });
    }

    private static bool IsWaiting(DeviceSession session, ObjectHash id) =>
        session.Device.NextAdmission is { } next && SignedCodec.DecodeCoSigned<Admission>(next).Id == id;

    private static CharterChain Newer(DeviceSession session, SignedCharterChain signed)
    {
        var newer = session.Charters;
        var holds = signed.Verify(out var chain) == CharterRefusal.None && session.Charters!.Extend(chain!, out newer) == CharterRefusal.None;
        TrustFields.Require(holds, "a Charter of another history");
        return newer!;
    }
}
