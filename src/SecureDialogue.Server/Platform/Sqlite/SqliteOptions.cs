namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>How one file is kept.</summary>
/// <param name="CheckpointPages">Pages of the write-ahead log after which it is written back.</param>
/// <param name="RewriteAfter">Time between two rewritings.</param>
/// <param name="MaxPages">Pages that the file may have; 0 = no limit.</param>
internal sealed record SqliteOptions(int CheckpointPages, TimeSpan RewriteAfter, int MaxPages);
