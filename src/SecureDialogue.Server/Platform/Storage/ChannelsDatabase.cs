namespace SecureDialogue.Server.Platform.Storage;

/// <summary>Channel passes, channels and their logs. It shares no value of eight bytes or more with the mailboxes' database.</summary>
internal sealed record ChannelsDatabase(IDatabase Store) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
