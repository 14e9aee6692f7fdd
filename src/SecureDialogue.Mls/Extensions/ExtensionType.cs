namespace SecureDialogue.Mls.Extensions;

/// <summary>The IANA number of an extension (RFC 9420 §17.3); unknown numbers are allowed.</summary>
/// <param name="Value">The number.</param>
public readonly record struct ExtensionType(ushort Value)
{
    /// <summary>application_id, in leaves.</summary>
    public static ExtensionType ApplicationId => new(1);

    /// <summary>ratchet_tree, in GroupInfo.</summary>
    public static ExtensionType RatchetTree => new(2);

    /// <summary>required_capabilities, in GroupContext.</summary>
    public static ExtensionType RequiredCapabilities => new(3);

    /// <summary>external_pub, in GroupInfo.</summary>
    public static ExtensionType ExternalPub => new(4);

    /// <summary>external_senders, in GroupContext.</summary>
    public static ExtensionType ExternalSenders => new(5);

    /// <summary>Whether every implementation has it, so that capabilities do not list it (RFC 9420 §7.2).</summary>
    internal bool IsAlwaysSupported => Value is >= 1 and <= 5;
}
