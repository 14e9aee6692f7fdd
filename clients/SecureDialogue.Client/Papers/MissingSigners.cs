using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Finds whose signature would bring a rule nearer to being met.</summary>
internal static class MissingSigners
{
    /// <summary>Those among the possible signers who have not signed and would help now.</summary>
    internal static IReadOnlyList<DeviceKey> Of(SignatureRule rule, RuleSubject subject, IReadOnlyList<Signer> possible, Predicate<DeviceKey> hasSigned)
    {
        var signed = possible.Where(one => hasSigned(one.Key)).ToArray();
        var missing = rule.MissingCount(signed, subject);
        return [.. possible
            .Where(one => !hasSigned(one.Key) && rule.MissingCount([.. signed, one], subject) < missing)
            .Select(one => one.Key)];
    }
}
