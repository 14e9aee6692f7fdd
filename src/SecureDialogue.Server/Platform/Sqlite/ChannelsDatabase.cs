namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>channels.db: channel passes, channels and their logs. It shares no value of eight bytes or more with mailboxes.db.</summary>
internal sealed record ChannelsDatabase(Database File) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => File.DisposeAsync();
}
