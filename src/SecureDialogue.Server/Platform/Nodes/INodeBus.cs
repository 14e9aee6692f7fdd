namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>
/// Word between the nodes of one relay. It may be lost, come twice, late or in another order: whoever hears nothing reads the store,
/// and nothing durable depends on it.
/// </summary>
internal interface INodeBus
{
    /// <summary>Whether there may be other nodes that listen.</summary>
    bool HasOthers { get; }

    /// <summary>Whether what others say arrives at the moment.</summary>
    bool IsConnected { get; }

    /// <summary>Says something to the other nodes that listen to the topic. Does not wait.</summary>
    void Tell(string topic, byte[] word);

    /// <summary>Listens; ends when what others say from then on arrives, or when nothing arrives at the moment.</summary>
    Task ListenAsync(string topic, Action<byte[]> hear);

    void Ignore(string topic);
}
