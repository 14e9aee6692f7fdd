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

        var subject = new RuleSubject(charters.Head.PartyCodes, target.Body.Party);
        return CheckSigners(revocation, charters.Head.DeviceRule, subject, key => IsOtherDevice(key)
            ? new Signer(key, target.Body.Party, Roles.None, IsSamePerson: true)
            : charters.Head.FindOfficer(key)?.AsSigner());

        bool IsOtherDevice(DeviceKey key) => key != target.Body.Device
            && roster.Any(member => member.Credential.Device == key && member.Credential.Person == target.Body.Person);
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
