namespace SecureDialogue.Wire;

/// <summary>An answer of the relay.</summary>
/// <typeparam name="TSelf">The answer's own type.</typeparam>
public interface IReply<TSelf>
    where TSelf : IReply<TSelf>
{
    /// <summary><see cref="RelayCode.Ok"/>, or why nothing was done.</summary>
    RelayCode Code { get; }

    /// <summary>The answer that says only why nothing was done.</summary>
    /// <param name="code">Not <see cref="RelayCode.Ok"/>.</param>
    static abstract TSelf Refused(RelayCode code);
}
