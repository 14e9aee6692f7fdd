namespace SecureDialogue.Client.Tests.Connection;

/// <summary>How a network keeps WebSockets out.</summary>
public enum SocketBlock
{
    Refuse,
    Reset,
    Swallow,
}
