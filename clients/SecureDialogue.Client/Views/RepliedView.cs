namespace SecureDialogue.Client.Views;

/// <summary>The message that a line answers.</summary>
/// <param name="Id">Its message id, hexadecimal.</param>
/// <param name="Number">Its number in the same channel; 0 when this device does not keep it, or no longer.</param>
/// <param name="From">The name of its author; empty when it is not kept.</param>
public sealed record RepliedView(string Id, long Number, string From);
