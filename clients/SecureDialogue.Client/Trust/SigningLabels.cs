namespace SecureDialogue.Client.Trust;

/// <summary>One label for each type that is signed or hashed, so that a signature over one type never counts for another.</summary>
public static class SigningLabels
{
    /// <summary>A version of the Charter.</summary>
    public const string Charter = "SecureDialogue charter";

    /// <summary>A member's own acceptance of a version of the Charter.</summary>
    public const string CharterAcceptance = "SecureDialogue charter acceptance";

    /// <summary>An admission.</summary>
    public const string Admission = "SecureDialogue admission";

    /// <summary>A leaf certificate.</summary>
    public const string LeafCertificate = "SecureDialogue leaf certificate";

    /// <summary>An invitation to apply.</summary>
    public const string Invitation = "SecureDialogue invitation";

    /// <summary>A link for a further device of a person who is in already.</summary>
    public const string DeviceLink = "SecureDialogue device link";

    /// <summary>A request to be admitted.</summary>
    public const string JoinRequest = "SecureDialogue join request";

    /// <summary>The digits that two people compare (a hash, not a signature).</summary>
    public const string Digits = "SecureDialogue digits";

    /// <summary>A letter to one mailbox (its HPKE info, too).</summary>
    public const string Letter = "SecureDialogue letter";

    /// <summary>A sealed key package (its associated data).</summary>
    public const string KeyPackage = "SecureDialogue key package";

    /// <summary>A member's name and card in a channel.</summary>
    public const string Profile = "SecureDialogue profile";

    /// <summary>A channel policy.</summary>
    public const string ChannelPolicy = "SecureDialogue channel policy";

    /// <summary>An order to remove somebody from channels.</summary>
    public const string RemovalOrder = "SecureDialogue removal order";

    /// <summary>A revocation of a device or a person.</summary>
    public const string Revocation = "SecureDialogue revocation";

    /// <summary>A channel's log chain (a hash, not a signature).</summary>
    public const string Log = "SecureDialogue log";

    /// <summary>A request to swap the sender's own leaf.</summary>
    public const string SwapRequest = "SecureDialogue swap request";

    /// <summary>A link for another founder.</summary>
    public const string FoundingLink = "SecureDialogue founding link";

    /// <summary>A founder's key and mailbox.</summary>
    public const string FoundingRequest = "SecureDialogue founding request";

    /// <summary>The digits of a Charter, which all its signers compare (a hash, not a signature).</summary>
    public const string CharterDigits = "SecureDialogue charter digits";

    /// <summary>The digits of two devices that verify each other (a hash, not a signature).</summary>
    public const string PersonDigits = "SecureDialogue person digits";

    /// <summary>The digits of a channel and everybody in it (a hash, not a signature).</summary>
    public const string ChannelDigits = "SecureDialogue channel digits";

    /// <summary>A whisper (its associated data, and its exporter key).</summary>
    public const string Whisper = "SecureDialogue whisper";

    /// <summary>A presence handle (an exporter value, nothing is signed).</summary>
    public const string Presence = "SecureDialogue presence";

    internal static byte[] Frame(string label, ReadOnlySpan<byte> body) => [.. System.Text.Encoding.ASCII.GetBytes(label), 0, .. body];
}
