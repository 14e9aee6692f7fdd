using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>Judges removal orders and revocations at their place in a channel's log.</summary>
public static class RemovalRules
{
    /// <summary>Judges a removal order: signed by the quorum of the Charter in force.</summary>
    /// <param name="order">The order.</param>
    /// <param name="charters">The chain known in the channel at that place.</param>
    public static RemovalRefusal Check(CoSigned<RemovalOrder> order, CharterChain charters)
    {
        var refusal = CheckFrame(order.Body.Dialogue, order.Body.Charter, charters);
        if (refusal != RemovalRefusal.None)
        {
            return refusal;
        }

        return CheckSigners(order, charters.Head.Quorum, new RuleSubject(charters.Head.PartyCodes, null), key => charters.Head.FindOfficer(key)?.AsSigner());
    }

    /// <summary>Judges a revocation: signed by those whom the device rule asks for, the person's other devices among them.</summary>
    /// <param name="revocation">The revocation.</param>
    /// <param name="charters">The chain known in the channel at that place.</param>
    /// <param name="roster">The leaves at that place; a person's other device is known from there.</param>
    public static RemovalRefusal Check(CoSigned<Revocation> revocation, CharterChain charters, IReadOnlyList<RosterLeaf> roster)
    {
        var target = revocation.Body.Target;
        var refusal = CheckFrame(revocation.Body.Dialogue, revocation.Body.Charter, charters);
        if (refusal != RemovalRefusal.None)
        {
            return refusal;
        }

        if (AdmissionRules.CheckSignatures(target, charters) is not (AdmissionRefusal.None or AdmissionRefusal.NotCarriedOver))
        {
            return RemovalRefusal.UnknownTarget;
        }

        return CheckSigners(
            revocation,
            charters.Head.DeviceRule,
            new RuleSubject(charters.Head.PartyCodes, target.Body.Party),
            key => AsSigner(key, target.Body, charters.Head, device => roster.FirstOrDefault(member => member.Credential.Device == device)?.Credential.Person));
    }

    /// <summary>
    /// Judges a revocation that came beside a Welcome, by the Charter it names. A joiner knows the devices that stand in the tree now, not
    /// those that stood there when it was posted: any other key counts as the person's other device only beside an officer's.
    /// </summary>
    /// <param name="revocation">The revocation.</param>
    /// <param name="charters">The chain that came beside the Welcome.</param>
    /// <param name="roster">The leaves the joiner finds.</param>
    internal static RemovalRefusal CheckForJoiner(CoSigned<Revocation> revocation, CharterChain charters, IReadOnlyList<RosterLeaf> roster)
    {
        var target = revocation.Body.Target.Body;
        var charter = charters.Find(revocation.Body.Charter);
        var isByOfficer = charter is not null && revocation.Signatures.Any(signature => charter.FindOfficer(signature.Signer) is not null);
        return CheckByItsCharter(revocation, charters, key =>
        {
            var leaf = roster.FirstOrDefault(member => member.Credential.Device == key);
            var isUnknown = leaf is null && isByOfficer && charter!.FindOfficer(key) is null;
            return isUnknown ? target.Person : leaf?.Credential.Person;
        });
    }

    /// <summary>Judges a revocation outside of a channel's log, by the Charter it names: it may be in force no longer, or not yet here.</summary>
    /// <param name="revocation">The revocation.</param>
    /// <param name="charters">The chain as this device knows it.</param>
    /// <param name="personOf">Whose a device is; null for one that is not known.</param>
    internal static RemovalRefusal CheckByItsCharter(CoSigned<Revocation> revocation, CharterChain charters, Func<DeviceKey, PersonTag?> personOf)
    {
        var target = revocation.Body.Target;
        if (revocation.Body.Dialogue != charters.Dialogue)
        {
            return RemovalRefusal.AnotherDialogue;
        }

        if (charters.Find(revocation.Body.Charter) is not { } charter)
        {
            return RemovalRefusal.AnotherCharter;
        }

        if (AdmissionRules.CheckSignatures(target, charters) is not (AdmissionRefusal.None or AdmissionRefusal.NotCarriedOver))
        {
            return RemovalRefusal.UnknownTarget;
        }

        return CheckSigners(
            revocation, charter.DeviceRule, new RuleSubject(charter.PartyCodes, target.Body.Party), key => AsSigner(key, target.Body, charter, personOf));
    }

    /// <summary>How a signer of a revocation counts; null for somebody without a say. The person's other device counts as that, even if it is an officer's.</summary>
    internal static Signer? AsSigner(DeviceKey key, Admission target, Charter charter, Func<DeviceKey, PersonTag?> personOf) =>
        key != target.Device && personOf(key) == target.Person
            ? new Signer(key, target.Party, Roles.None, IsSamePerson: true)
            : charter.FindOfficer(key)?.AsSigner();

    private static RemovalRefusal CheckFrame(DialogueId dialogue, ObjectHash charter, CharterChain charters)
    {
        if (dialogue != charters.Dialogue)
        {
            return RemovalRefusal.AnotherDialogue;
        }

        return charter == charters.HeadId ? RemovalRefusal.None : RemovalRefusal.AnotherCharter;
    }

    private static RemovalRefusal CheckSigners<T>(CoSigned<T> signed, SignatureRule rule, RuleSubject subject, Func<DeviceKey, Signer?> find)
        where T : ISignedObject<T>
    {
        if (!signed.AllSignaturesHold())
        {
            return RemovalRefusal.FalseSignature;
        }

        var signers = signed.Signatures.Select(signature => find(signature.Signer)).ToArray();
        if (signers.Any(signer => signer is null))
        {
            return RemovalRefusal.StrangerSigned;
        }

        return rule.IsMetBy(signers!, subject) ? RemovalRefusal.None : RemovalRefusal.SignaturesMissing;
    }
}
