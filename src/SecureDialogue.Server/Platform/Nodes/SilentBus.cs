namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>Several nodes without Redis: they hear nothing of each other and read the store every second.</summary>
internal sealed class SilentBus : INodeBus
{
    public bool HasOthers => false;

    public bool IsConnected => false;

    public void Tell(string topic, byte[] word)
    {
    }

    public Task ListenAsync(string topic, Action<byte[]> hear) => Task.CompletedTask;

    public void Ignore(string topic)
    {
    }
}
