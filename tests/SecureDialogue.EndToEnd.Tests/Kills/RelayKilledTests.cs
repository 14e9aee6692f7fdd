using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Kills;

[Trait("Category", "Long")]
public sealed class RelayKilledTests(ITestOutputHelper output)
{
    private const int Kills = 25;
    private const int MessagesEachKill = 16;
    private const int LateRounds = 5;
    private const int MessagesEachLateRound = 20;
    private const int MaxLateRounds = 25;

    [Fact]
    public async Task Every_message_arrives_once_in_one_order_though_the_relay_is_killed_again_and_again()
    {
        await using var kills = await RelayKills.BeginAsync();

        for (var i = 0; i < Kills; i++)
        {
            await kills.RoundAsync(MessagesEachKill);
            if (i % (Kills / LateRounds) == 0)
            {
                await kills.LateRoundAsync(MessagesEachLateRound);
            }
        }

        var violations = await kills.JudgeAsync();
        Report(kills);
        Assert.Empty(violations);
        Assert.Empty(kills.JudgeLog());
        Assert.Equal(2000, kills.Written);
        Assert.InRange(kills.UnansweredAtKill.Count(u => u >= RelayKills.MinUnanswered), Kills, int.MaxValue);
        Assert.InRange(kills.AnsweredAgain, 1, int.MaxValue);
    }

    [Fact]
    public async Task Without_the_look_up_of_ids_the_checker_reports_a_duplicate()
    {
        await using var kills = await RelayKills.BeginAsync(("RELAY_TEST_NO_ID_LOOKUP", "1"));

        // A round doubles something unless its connections were cut before the relay had stored a single post, or all were stored
        // before their senders read the log and posted again.
        var violations = kills.JudgeLog();
        for (var round = 0; round < MaxLateRounds && violations.Count == 0; round++)
        {
            await kills.LateRoundAsync(MessagesEachLateRound);
            violations = kills.JudgeLog();
        }

        Assert.Contains(violations, v => v.StartsWith("doubled", StringComparison.Ordinal));
    }

    private void Report(RelayKills kills) => output.WriteLine(
        $"measured: {kills.UnansweredAtKill.Count} kills of the relay, {kills.UnansweredAtKill.Min()} to {kills.UnansweredAtKill.Max()} posts unanswered at each, "
        + $"{kills.Written} messages, {kills.Posts} posts, {kills.AnsweredAgain} answered by their first sequence when posted again");
}
