namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>How often something may be done within a minute, at all nodes together. Forgotten when it is not used.</summary>
internal interface ISharedRate
{
    /// <param name="name">Of what it is done to (<see cref="NodeNames"/>).</param>
    /// <param name="perMinute">How often.</param>
    Task<bool> TryTakeAsync(string name, int perMinute);
}
