using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Judges admissions against a chain of Charters: the same answer on every device.</summary>
public static class AdmissionRules
{
    /// <summary>Judges an admission that is to take effect at an hour.</summary>
    /// <param name="admission">The admission.</param>
    /// <param name="charters">The chain known in the channel at that place of its log.</param>
    /// <param name="hour">The hour the commit states.</param>
    public static AdmissionRefusal Check(CoSigned<Admission> admission, CharterChain charters, UnixHour hour)
    {
        var refusal = CheckSignatures(admission, charters);
        return refusal != AdmissionRefusal.None ? refusal : CheckHour(admission.Body, hour);
    }

    /// <summary>Judges signatures, Charter version and carry-over, whatever the hour: what holds for a leaf that stands already.</summary>
    /// <param name="admission">The admission.</param>
    /// <param name="charters">The chain.</param>
    public static AdmissionRefusal CheckSignatures(CoSigned<Admission> admission, CharterChain charters)
    {
        if (admission.Body.Earlier is not { } earlier)
        {
            return CheckOne(admission, charters);
        }

        var before = CheckSignatures(earlier, charters);
        if (before != AdmissionRefusal.None)
        {
            return before;
        }

        return Exceeds(admission.Body, earlier.Body) ? AdmissionRefusal.ExceedsEarlier : CheckOne(admission, charters);
    }

    /// <summary>Whether every later version that changes who decides lists the admission, and the earlier one that it extends.</summary>
    /// <param name="admission">An admission whose signatures were checked.</param>
    /// <param name="charters">The chain.</param>
    public static bool IsCarriedOver(CoSigned<Admission> admission, CharterChain charters) =>
        charters.Find(admission.Body.Charter) is { } madeUnder
        && charters.CarriesOver(admission.Id, madeUnder)
        && (admission.Body.Earlier is not { } earlier || IsCarriedOver(earlier, charters));

    /// <summary>Judges the hours alone.</summary>
    /// <param name="admission">The admission.</param>
    /// <param name="hour">The hour.</param>
    public static AdmissionRefusal CheckHour(Admission admission, UnixHour hour)
    {
        if (hour < admission.NotBefore)
        {
            return AdmissionRefusal.NotYetValid;
        }

        return hour >= admission.NotAfter ? AdmissionRefusal.Expired : AdmissionRefusal.None;
    }

    private static AdmissionRefusal CheckOne(CoSigned<Admission> admission, CharterChain charters)
    {
        var body = admission.Body;
        if (body.Dialogue != charters.Dialogue)
        {
            return AdmissionRefusal.AnotherDialogue;
        }

        if (charters.Find(body.Charter) is not { } charter)
        {
            return AdmissionRefusal.UnknownCharter;
        }

        if (body.Party is { } party && !charter.PartyCodes.Contains(party))
        {
            return AdmissionRefusal.UnknownParty;
        }

        var refusal = CheckSigners(admission, charter);
        return refusal == AdmissionRefusal.None && !charters.CarriesOver(admission.Id, charter) ? AdmissionRefusal.NotCarriedOver : refusal;
    }

    private static AdmissionRefusal CheckSigners(CoSigned<Admission> admission, Charter charter)
    {
        if (!admission.AllSignaturesHold())
        {
            return AdmissionRefusal.FalseSignature;
        }

        var signers = admission.Signatures.Select(signature => AsSigner(signature.Signer, admission.Body, charter)).ToArray();
        if (signers.Any(signer => signer is null))
        {
            return AdmissionRefusal.StrangerSigned;
        }

        var met = RuleOf(admission.Body, charter).IsMetBy(signers!, SubjectOf(admission.Body, charter));
        return met ? AdmissionRefusal.None : AdmissionRefusal.SignaturesMissing;
    }

    /// <summary>How a key counts under an admission; null for a key that has no say.</summary>
    internal static Signer? AsSigner(DeviceKey key, Admission admission, Charter charter)
    {
        // An officer who signs for a further device of their own is the person's other device, and counts once.
        if (admission.Earlier?.Body.Device == key && key != admission.Device)
        {
            return new Signer(key, admission.Party, Roles.None, IsSamePerson: true);
        }

        return charter.FindOfficer(key)?.AsSigner();
    }

    /// <summary>Whether a device takes the place of an earlier one, which did not sign for it: it was lost, or left empty for a journey.</summary>
    internal static bool IsReturn(CoSigned<Admission> admission) =>
        admission.Body.Earlier is { } earlier && admission.Signatures.All(signature => signature.Signer != earlier.Body.Device);

    /// <summary>The rule whose signatures an admission needs.</summary>
    internal static SignatureRule RuleOf(Admission admission, Charter charter) =>
        admission.Earlier is null ? charter.AdmissionRule : charter.DeviceRule;

    /// <summary>What that rule is asked about.</summary>
    internal static RuleSubject SubjectOf(Admission admission, Charter charter) => new(charter.PartyCodes, admission.Party);

    private static bool Exceeds(Admission further, Admission earlier) =>
        further.Person != earlier.Person
        || further.Party != earlier.Party
        || (further.Roles & ~earlier.Roles) != 0
        || further.NotAfter > earlier.NotAfter
        || (earlier.Limits is { } limits && ExceedsLimits(further.Limits ?? AdmissionLimits.None, limits));

    private static bool ExceedsLimits(AdmissionLimits further, AdmissionLimits earlier) =>
        (earlier.ListensOnly && !further.ListensOnly)
        || (earlier.Channels.Count > 0 && (further.Channels.Count == 0 || further.Channels.Except(earlier.Channels).Any()));
}
