using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform;

/// <summary>A clock that jumped erases nothing that people still need.</summary>
public abstract class CalendarTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task A_relay_whose_clock_is_a_year_ahead_erases_nothing_however_often_it_starts_until_a_day_later()
    {
        var time = new MovableTime();
        await using var scene = await OpenAsync(time);
        var channel = await FilledAsync(scene);
        _ = await SweepAsync(scene);

        time.Advance(400);
        for (var i = 0; i < 3; i++)
        {
            await scene.Relay.RestartAsync();
            Assert.True(await RelayConnection.EventuallyAsync(() => scene.Relay.Log.Everything.Contains("The clock is 400 days", StringComparison.Ordinal)));
            Assert.Equal([1], await ReadAsync(scene, channel));
        }

        // The operator has had time to look.
        time.Advance(1);
        _ = await SweepAsync(scene);
        Assert.Equal(0, await Databases.NumberAsync(scene.Relay, true, "SELECT count(*) FROM item"));
    }

    [Fact]
    public async Task What_is_stored_while_the_clock_is_years_behind_is_not_erased_when_it_is_right_again()
    {
        var time = new MovableTime();
        await using var scene = await OpenAsync(time);
        var channel = await FilledAsync(scene);
        var today = await SweepAsync(scene);

        time.Advance(-7300);
        await scene.Relay.RestartAsync();
        await using (var member = await scene.MemberAsync(channel))
        {
            _ = await channel.PostAsync(member, 0, [2]);
        }

        time.Advance(7300);
        await scene.Relay.RestartAsync();
        _ = await SweepAsync(scene);

        Assert.Equal([1, 2], await ReadAsync(scene, channel));
        Assert.Equal(today, await Databases.NumberAsync(scene.Relay, true, "SELECT min(day) FROM item"));
    }

    [Fact]
    public async Task Days_that_follow_are_believed_at_once()
    {
        var time = new MovableTime();
        await using var scene = await OpenAsync(time);
        var channel = await FilledAsync(scene);
        var today = await SweepAsync(scene);

        time.Advance(7);
        Assert.Equal(today + 7, await SweepAsync(scene));
        time.Advance(-1);
        Assert.Equal(today + 6, await SweepAsync(scene));

        // Talk that is kept for five days.
        Assert.Equal([0], await ReadAsync(scene, channel));
    }

    private static async Task<ChannelActor> FilledAsync(Scene scene)
    {
        var channel = await scene.ChannelAsync(talkDays: 5);
        await using var member = await scene.MemberAsync(channel);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [1])).Code);
        return channel;
    }

    /// <summary>Talk that was erased reads as 0.</summary>
    private static async Task<List<int>> ReadAsync(Scene scene, ChannelActor channel)
    {
        await using var member = await scene.MemberAsync(channel);
        return [.. (await channel.ReadAllAsync(member)).Select(item => item.Bytes.IsEmpty ? 0 : item.Bytes.Span[0])];
    }

    private static async Task<long> SweepAsync(Scene scene)
    {
        var day = await scene.Relay.Services.GetRequiredService<Calendar>().TurnAsync(CancellationToken.None);
        foreach (var sweeper in scene.Relay.Services.GetServices<ISweeper>())
        {
            await sweeper.SweepAsync(day, CancellationToken.None);
        }

        return day;
    }
}

public sealed class CalendarTestsOnSqlite() : CalendarTests(Store.Sqlite);

public sealed class CalendarTestsOnPostgres() : CalendarTests(Store.Postgres);
