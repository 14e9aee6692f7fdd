namespace SecureDialogue.Wire;

/// <summary>An answer with nothing but its code.</summary>
/// <param name="Code">How the relay answers.</param>
public sealed record Done(RelayCode Code) : IReply<Done>
{
    /// <summary>The good answer.</summary>
    public static Done Ok { get; } = new(RelayCode.Ok);

    /// <inheritdoc />
    public static Done Refused(RelayCode code) => new(code);
}
