namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>mailboxes.db: dialogues, mailbox passes, mailboxes. It shares no value of eight bytes or more with channels.db.</summary>
internal sealed record MailboxesDatabase(Database File) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => File.DisposeAsync();
}
