namespace SecureDialogue.Server.Platform;

/// <summary>Deletes what a slice need not keep any longer.</summary>
internal interface ISweeper
{
    /// <param name="today">Days since 1970.</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    Task SweepAsync(long today, CancellationToken cancellation);
}
