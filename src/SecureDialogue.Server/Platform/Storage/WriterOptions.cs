namespace SecureDialogue.Server.Platform.Storage;

/// <summary>How a database is written.</summary>
/// <param name="Name">Mailboxes or Channels.</param>
/// <param name="CommitBatch">Pieces of one transaction, at most.</param>
/// <param name="CommitWindow">How long a transaction waits for more.</param>
/// <param name="Quiet">Time without work after which the writer may rest.</param>
internal sealed record WriterOptions(string Name, int CommitBatch, TimeSpan CommitWindow, TimeSpan Quiet);
