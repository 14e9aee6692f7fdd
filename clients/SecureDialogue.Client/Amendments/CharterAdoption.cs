using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Amendments;

/// <summary>
/// How this device comes to another version of the Charter, from wherever it is told: a chain that was verified and goes on where the own one
/// ends is taken, an older or shorter one changes nothing, and one that contradicts the own raises an alarm.
/// </summary>
internal static class CharterAdoption
{
    /// <summary>Takes a verified chain if it is longer.</summary>
    internal static CharterRefusal Take(DeviceSession session, StoreWriter writer, CharterChain other)
    {
        var known = session.Charters!;
        var refusal = known.Extend(other, out var newer);
        if (refusal == CharterRefusal.AnotherHistory)
        {
            session.Alarms.Add(
                $"two versions {Divergence(known, other)} of the Charter bear the signatures of its officers: this device keeps the one it had; tell the officers by another way");
        }

        if (refusal != CharterRefusal.None || ReferenceEquals(newer, known))
        {
            return refusal;
        }

        session.Save(writer, session.Device with { Charters = newer.Signed.Encode() });
        session.Alarms.Add(Changed(newer));
        if (session.Admission is { } own && !AdmissionRules.IsCarriedOver(own, newer))
        {
            session.Alarms.Add("this version of the Charter does not list your admission: your device leaves the channels; ask the officers");
        }

        return refusal;
    }

    /// <summary>That there is another version than the one that was accepted.</summary>
    internal static string Changed(CharterChain chain) =>
        $"the Charter has changed, version {chain.Head.Version} is in force: read it with 'dialogue charter', accept it with 'dialogue charter accept'";

    private static int Divergence(CharterChain one, CharterChain other)
    {
        var shared = one.Signed.Versions.Zip(other.Signed.Versions).TakeWhile(pair => pair.First.Id == pair.Second.Id).Count();
        return shared + 1;
    }
}
