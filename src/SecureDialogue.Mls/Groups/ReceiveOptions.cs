using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Mls.Groups;

/// <summary>What a receiver brings beside the message.</summary>
public sealed record ReceiveOptions
{
    /// <summary>Asked for every leaf that a proposal or commit brings in or changes.</summary>
    public required ICredentialValidator Validator { get; init; }

    /// <summary>External keys that a commit may name.</summary>
    public IReadOnlyList<ExternalPsk> ExternalPsks { get; init; } = [];

    /// <summary>Resumption keys of other groups that a commit may name; the group knows its own.</summary>
    public IReadOnlyList<ResumptionPsk> ResumptionPsks { get; init; } = [];

    /// <summary>Unix seconds; null leaves lifetimes of added leaves unchecked.</summary>
    public ulong? CurrentTime { get; init; }

    /// <summary>Seconds a leaf's lifetime may have in all (RFC 9420 §7.2); null for no limit.</summary>
    public ulong? MaxLifetime { get; init; }

    /// <summary>
    /// Whether only members are heard and only commits of inline Adds and Removes accepted. What an application does not use cannot
    /// be used against it; proposals on their own are then reported but not kept.
    /// </summary>
    public bool OnlyAddsAndRemoves { get; init; }
}
