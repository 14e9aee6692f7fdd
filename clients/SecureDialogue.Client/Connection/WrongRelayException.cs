namespace SecureDialogue.Client.Connection;

/// <summary>Another installation than the expected one answers at the address; nothing but Hello was said to it.</summary>
public sealed class WrongRelayException : Exception
{
    internal WrongRelayException()
        : base("another relay than the one of this dialogue answers at its address")
    {
    }
}
