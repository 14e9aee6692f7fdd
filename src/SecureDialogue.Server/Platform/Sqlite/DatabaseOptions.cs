namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>How one file is written.</summary>
internal sealed record DatabaseOptions(string Name, int CommitBatch, TimeSpan CommitWindow, int CheckpointPages, TimeSpan CheckpointIdle, int MaxPages);
