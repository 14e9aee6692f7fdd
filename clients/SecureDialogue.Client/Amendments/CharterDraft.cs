using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Amendments;

/// <summary>A version of the Charter as people edit it: a JSON file in which nothing may be missing, doubled or unknown.</summary>
/// <param name="Title">1 to 128 characters.</param>
/// <param name="Sides">Code and title of each, at most 8.</param>
/// <param name="Officers">1 to 16.</param>
/// <param name="AdmissionRule">Whose signatures admit.</param>
/// <param name="DeviceRule">Whose signatures add or return a device.</param>
/// <param name="Quorum">Whose signatures change the Charter and remove people.</param>
/// <param name="GroundRules">One text for each language tag.</param>
/// <param name="Regime">held, closed, chatham house, cleared or release.</param>
/// <param name="RetentionDays">1 to 30.</param>
internal sealed record CharterDraft(
    string Title,
    IReadOnlyList<PartyView> Sides,
    IReadOnlyList<DraftOfficer> Officers,
    DraftRule AdmissionRule,
    DraftRule DeviceRule,
    DraftRule Quorum,
    IReadOnlyDictionary<string, string> GroundRules,
    string Regime,
    int RetentionDays);
