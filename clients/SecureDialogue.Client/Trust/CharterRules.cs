using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>What makes one version of a Charter follow another.</summary>
internal static class CharterRules
{
    internal static CharterRefusal Check(CoSigned<Charter> version, CoSigned<Charter>? previous)
    {
        if (version.Body.Version != (previous?.Body.Version ?? 0) + 1)
        {
            return CharterRefusal.VersionMissing;
        }

        if (version.Body.Previous != previous?.Id)
        {
            return CharterRefusal.AnotherPredecessor;
        }

        if (previous is not null && version.Body.CreatedAt < previous.Body.CreatedAt)
        {
            return CharterRefusal.BeforePredecessor;
        }

        return CheckSignatures(version, previous);
    }

    private static CharterRefusal CheckSignatures(CoSigned<Charter> version, CoSigned<Charter>? previous)
    {
        if (!version.AllSignaturesHold())
        {
            return CharterRefusal.FalseSignature;
        }

        var judge = previous?.Body ?? version.Body;
        var officers = version.Signatures.Select(signature => judge.FindOfficer(signature.Signer)).ToArray();
        if (officers.Any(officer => officer is null))
        {
            return CharterRefusal.StrangerSigned;
        }

        var enough = previous is null
            ? officers.Length == judge.Officers.Count
            : judge.Quorum.IsMetBy([.. officers.Select(o => o!.AsSigner())], new RuleSubject(judge.PartyCodes, null));
        return enough ? CharterRefusal.None : CharterRefusal.SignaturesMissing;
    }
}
