namespace SecureDialogue.Server.Platform.Storage;

/// <summary>Dialogues, mailbox passes, mailboxes. It shares no value of eight bytes or more with the channels' database.</summary>
internal sealed record MailboxesDatabase(IDatabase Store) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
