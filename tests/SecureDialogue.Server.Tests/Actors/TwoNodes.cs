using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>Two relays on one pair of databases; the first has the dialogue's organizer.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private TwoNodes(Scene first, RelayUnderTest second, string setting) => (First, Second, Setting) = (first, second, setting);

    public Scene First { get; }

    public RelayUnderTest Second { get; }

    /// <summary>Names the databases.</summary>
    public string Setting { get; }

    public static async Task<TwoNodes> OpenAsync(params string[] settings)
    {
        var setting = await PostgresServer.NewDatabasesAsync();
        var first = await Scene.OpenAsync([setting, .. settings]);
        return new TwoNodes(first, await RelayUnderTest.StartAsync([setting, .. settings]), setting);
    }

    /// <summary>A connection to the second node that has proven an epoch of a channel.</summary>
    public async Task<RelayConnection> MemberThereAsync(ChannelActor channel, ulong epoch = 0)
    {
        var connection = await Second.ConnectAsync();
        Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(connection, epoch)).Code);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
