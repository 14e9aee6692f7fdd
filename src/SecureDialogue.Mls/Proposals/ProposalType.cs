namespace SecureDialogue.Mls.Proposals;

/// <summary>The IANA number of a proposal type (RFC 9420 §17.4); unknown numbers are allowed in capabilities.</summary>
/// <param name="Value">The number.</param>
public readonly record struct ProposalType(ushort Value)
{
    /// <summary>add.</summary>
    public static ProposalType Add => new(1);

    /// <summary>update.</summary>
    public static ProposalType Update => new(2);

    /// <summary>remove.</summary>
    public static ProposalType Remove => new(3);

    /// <summary>psk.</summary>
    public static ProposalType PreSharedKey => new(4);

    /// <summary>reinit.</summary>
    public static ProposalType ReInit => new(5);

    /// <summary>external_init.</summary>
    public static ProposalType ExternalInit => new(6);

    /// <summary>group_context_extensions.</summary>
    public static ProposalType GroupContextExtensions => new(7);

    /// <summary>Whether every implementation has it, so that capabilities do not list it (RFC 9420 §7.2).</summary>
    internal bool IsAlwaysSupported => Value is >= 1 and <= 7;
}
