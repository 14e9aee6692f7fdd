namespace SecureDialogue.Client.Tests.Policy;

/// <summary>decisions.json: kind, act, roles, refusal.</summary>
public sealed record DecisionTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
