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

    /// <summary>Judges a revocation at its place in a channel's log: signed by those whom the device rule asks for.</summary>
    /// <param name="revocation">The revocation.</param>
    /// <param name="charters">The chain known in the channel at that place.</param>
    /// <param name="before">Those accepted before it in that log: who was cut off cuts nobody off.</param>
    public static RemovalRefusal Check(CoSigned<Revocation> revocation, CharterChain charters, IReadOnlyList<Revocation> before)
    {
        var refusal = CheckFrame(revocation.Body.Dialogue, revocation.Body.Charter, charters);
        return refusal == RemovalRefusal.None ? Judge(revocation, charters, before) : refusal;
    }

    /// <summary>
    /// Judges a revocation outside of its place in a channel's log, by the Charter it names: it may be in force no longer, or not yet here.
    /// </summary>
    /// <param name="revocation">The revocation.</param>
    /// <param name="charters">The chain as this device knows it.</param>
    /// <param name="before">Those known before it; none for a joiner, who cannot tell what came first.</param>
    internal static RemovalRefusal CheckByItsCharter(CoSigned<Revocation> revocation, CharterChain charters, IReadOnlyList<Revocation> before)
    {
        if (revocation.Body.Dialogue != charters.Dialogue)
        {
            return RemovalRefusal.AnotherDialogue;
        }

        return charters.UpTo(revocation.Body.Charter) is { } then ? Judge(revocation, then, before) : RemovalRefusal.AnotherCharter;
    }

    /// <summary>
    /// How a signer of a revocation counts; null for somebody without a say. A device that the revocation itself shows to be the person's counts
    /// as the other device only, even if it is an officer's, and only by an admission that it carries.
    /// </summary>
    /// <param name="key">The signer.</param>
    /// <param name="revocation">The revocation.</param>
    /// <param name="charters">The chain up to the version that it names.</param>
    /// <param name="before">Those accepted before it.</param>
    internal static Signer? AsSigner(DeviceKey key, Revocation revocation, CharterChain charters, IReadOnlyList<Revocation> before)
    {
        var carried = revocation.Carried().Where(admission => admission.Body.Person == revocation.Target.Body.Person).ToArray();
        if (carried.All(admission => admission.Body.Device != key))
        {
            return charters.Head.FindOfficer(key)?.AsSigner();
        }

        // A device that another one came back for was lost: it has no say any more.
        var isLost = key == revocation.Target.Body.Device || carried.Any(admission => AdmissionRules.IsReturn(admission) && admission.Body.Earlier!.Body.Device == key);
        var vouching = revocation.Others.Any(other =>
            other.Body.Device == key
            && other.Body.Person == revocation.Target.Body.Person
            && AdmissionRules.Check(other, charters, revocation.Hour) == AdmissionRefusal.None
            && !before.Any(one => one.Covers(other.Body)));
        return vouching && !isLost ? new Signer(key, revocation.Target.Body.Party, Roles.None, IsSamePerson: true) : null;
    }

    private static RemovalRefusal Judge(CoSigned<Revocation> revocation, CharterChain charters, IReadOnlyList<Revocation> before)
    {
        var target = revocation.Body.Target;
        if (AdmissionRules.CheckSignatures(target, charters) is not (AdmissionRefusal.None or AdmissionRefusal.NotCarriedOver))
        {
            return RemovalRefusal.UnknownTarget;
        }

        return CheckSigners(
            revocation,
            charters.Head.DeviceRule,
            new RuleSubject(charters.Head.PartyCodes, target.Body.Party),
            key => AsSigner(key, revocation.Body, charters, before));
    }

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
