using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>What somebody wants signed.</summary>
/// <param name="Kind">What the objects are.</param>
/// <param name="Objects">1 to 17, unsigned or signed by this device.</param>
internal sealed record PaperDraft(PaperKind Kind, IReadOnlyList<PaperObject> Objects)
{
    /// <summary>The devices it is about whose mailboxes the signers may not know; the signers' own are added by the desk.</summary>
    internal IReadOnlyList<Contact> About { get; init; } = [];

    /// <summary>For the signers, up to 1000 characters.</summary>
    internal string Note { get; init; } = string.Empty;

    /// <summary>With an admission by officers: what they wrote down.</summary>
    internal VettingChecklist? Checklist { get; init; }
}
