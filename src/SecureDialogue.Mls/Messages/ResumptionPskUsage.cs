namespace SecureDialogue.Mls.Messages;

/// <summary>What a resumption key is for (RFC 9420 §8.4).</summary>
internal enum ResumptionPskUsage : byte
{
    None = 0,
    Application = 1,
    ReInit = 2,
    Branch = 3,
}
