namespace SecureDialogue.Server.Relay;

/// <summary>Who gets pushed what; in memory only.</summary>
internal interface ISubscriptions
{
    void Forget(ConnectionState connection);
}
