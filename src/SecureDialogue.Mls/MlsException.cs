namespace SecureDialogue.Mls;

/// <summary>Bytes of a peer were refused; <see cref="Error"/> names the rule. The state is exactly what it was before.</summary>
/// <param name="error">The rule that was broken.</param>
public sealed class MlsException(MlsError error) : Exception($"refused: {error}")
{
    /// <summary>The rule that was broken.</summary>
    public MlsError Error { get; } = error;
}
