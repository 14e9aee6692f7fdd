using SecureDialogue.Server.Channels.Postgres;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Postgres;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Platform.Postgres;

public sealed class SchemaTests
{
    [Fact]
    public async Task Nodes_that_start_at_once_make_one_schema_and_one_installation()
    {
        var setting = await PostgresServer.NewDatabasesAsync();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RelayUnderTest.StartAsync(setting))));
        var relays = new List<Wire.RelayId>();
        foreach (var node in nodes)
        {
            await using var connection = await node.ConnectAsync();
            relays.Add(connection.Context.Relay);
        }

        Assert.Equal(Migrations.Newest("Postgres", "Channels"), await Databases.NumberAsync(nodes[0], true, "SELECT version FROM schema_version"));
        _ = Assert.Single(relays.Distinct());
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_store_of_the_first_schema_is_brought_forward_with_what_it_holds()
    {
        const string Back = "DROP TABLE node_key; UPDATE schema_version SET version = 1; ";
        const string Mailboxes = Back + "ALTER TABLE mailbox RENAME COLUMN close_mark TO close_hash; ALTER TABLE dialogue DROP COLUMN close_mark; ALTER TABLE installation DROP COLUMN swept_day; ALTER TABLE installation DROP COLUMN doubted_day";
        const string Channels = Back + "ALTER TABLE channel RENAME COLUMN close_mark TO close_hash";
        var setting = await PostgresServer.NewDatabasesAsync();
        await using var scene = await Scene.OpenAsync(setting);
        var channel = await scene.ChannelAsync();
        await using (var member = await scene.MemberAsync(channel))
        {
            _ = await channel.PostAsync(member, 0, [1]);
        }

        await Databases.ExecuteAsync(scene.Relay, Mailboxes, Channels);
        await scene.Relay.RestartAsync();
        await using var again = await scene.MemberAsync(channel);

        Assert.Equal([1], (await channel.ReadAsync(again, 0)).Items.Select(item => item.Bytes.Span[0]));
        Assert.Equal(1, await Databases.NumberAsync(scene.Relay, false, "SELECT count(*) FROM node_key"));
        Assert.Equal(2, (await channel.PostAsync(again, 0, [2])).Sequence);
    }

    [Theory]
    [InlineData("UPDATE schema_version SET version = 99", "newer release")]
    [InlineData("UPDATE schema_version SET name = 'Mailboxes'", "exchanged")]
    public async Task A_database_that_is_not_this_relays_is_not_touched(string change, string sentence)
    {
        var setting = await PostgresServer.NewDatabasesAsync();
        await using (var relay = await RelayUnderTest.StartAsync(setting))
        {
            await Databases.ExecuteAsync(relay, null, change);
        }

        Assert.Contains(sentence, await RefusedAsync(setting), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_answers_before_it_has_stored_is_refused()
    {
        var setting = await PostgresServer.NewDatabasesAsync();
        await (await RelayUnderTest.StartAsync(setting)).DisposeAsync();

        Assert.Contains("synchronous_commit off", await RefusedAsync(setting + ";Options=-c synchronous_commit=off"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ConnectionStrings:Postgres=Secret word", "ConnectionStrings:Postgres is not a connection string")]
    [InlineData("--ConnectionStrings:Postgres=Host=127.0.0.1;Port=1;Username=x;Password=Secret", "The database relay_mailboxes on 127.0.0.1 cannot be used (no connection).")]
    public async Task A_server_that_cannot_be_used_is_refused_with_a_sentence_that_holds_no_password(string setting, string sentence)
    {
        var refused = await RefusedAsync(setting);

        Assert.Contains(sentence, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_cluster_for_both_databases_is_warned_of_and_two_are_not()
    {
        using var other = await PostgresServer.StartAsync("-c", "fsync=off");
        var here = new ConnectionStringsOptions { Postgres = PostgresServer.TextOf(await PostgresServer.NewDatabasesAsync()) };
        var apart = new ConnectionStringsOptions { Postgres = here.Postgres, PostgresChannels = PostgresServer.TextOf(await other.CreateAsync()) };

        Assert.Contains("one PostgreSQL cluster", await WarningsAsync(here), StringComparison.Ordinal);
        Assert.Equal("", await WarningsAsync(apart));
    }

    private static async Task<string> WarningsAsync(ConnectionStringsOptions connections)
    {
        using var log = new CollectedLog();
        var (mailboxes, channels) = PostgresStore.Open(PostgresSettings.Read(connections)!, new RelayOptions(), GatheredLog.Load, log.CreateLogger("store"));
        await mailboxes.DisposeAsync();
        await channels.DisposeAsync();
        return log.Everything;
    }

    private static async Task<string> RefusedAsync(string setting) =>
        (await Assert.ThrowsAsync<StartRefusedException>(() => RelayHost.BuildAsync(["--Relay:Port=0", setting], _ => { }, CancellationToken.None))).Message;
}
