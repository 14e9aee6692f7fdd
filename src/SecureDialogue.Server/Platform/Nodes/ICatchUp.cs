namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>Pushes to this node's connections what other nodes stored.</summary>
internal interface ICatchUp
{
    /// <param name="everywhere">Whether to look also where nothing is known to be missing.</param>
    /// <param name="cancellation">Ends it.</param>
    Task CatchUpAsync(bool everywhere, CancellationToken cancellation);
}
