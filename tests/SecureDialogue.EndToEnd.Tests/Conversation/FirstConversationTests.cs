using System.Text.Json;
using SecureDialogue.Cli;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Conversation;

[Collection(RiverTalksScene.Name)]
public sealed class FirstConversationTests(RiverTalks talks, ITestOutputHelper output)
{
    [Fact]
    public void Applicant_and_officer_see_the_same_twenty_digits()
    {
        Assert.Equal(7, talks.Digits.Count);
        Assert.All(talks.Digits.Values, seen =>
        {
            Assert.Matches("^[0-9]{4}( [0-9]{4}){4}$", seen.Applicant);
            Assert.Equal(seen.Applicant, seen.Officer);
        });
        Assert.Equal(talks.Digits.Count, talks.Digits.Values.Select(d => d.Officer).Distinct().Count());
    }

    [Fact]
    public void Six_people_in_six_languages_read_the_same_words_in_the_same_order()
    {
        Assert.Equal(6, talks.SixRead.Count);
        Assert.All(talks.SixRead.Values, read => Assert.Equal(Cast.SixRead, read));
    }

    [Fact]
    public void Decomposed_and_composed_letters_arrive_composed()
    {
        var (french, spanish) = (talks.SixRead[Cast.Sana][3], talks.SixRead[Cast.Sana][5]);

        Assert.False(Cast.French.IsNormalized());
        Assert.Equal("L'été fluviomarégraphique est là, ça va.", french);
        Assert.Equal(Cast.Spanish, spanish);
    }

    [Fact]
    public void Members_of_an_epoch_hold_the_same_authenticator()
    {
        Assert.Equal(4, talks.Agreements.Count);
        Assert.All(talks.Agreements, moment => Assert.Single(moment.Authenticators.Distinct()));
        Assert.Equal(4, talks.Agreements.Select(moment => moment.Authenticators[0]).Distinct().Count());
        output.WriteLine($"measured: authenticators equal at {talks.Agreements.Count} moments among {talks.Agreements.Sum(m => m.Authenticators.Count)} members");
    }

    [Fact]
    public void A_link_used_twice_leaves_both_in_doubt_and_nobody_admitted()
    {
        var requests = talks.Doubtful.EnumerateArray().ToList();

        Assert.Equal(2, requests.Count);
        Assert.All(requests, r => Assert.True(r.GetProperty("inDoubt").GetBoolean()));
        Assert.Equal([Cast.Doubted, Cast.Doubter], requests.Select(r => r.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.All(talks.AdmittedInDoubt, outcome => Assert.Equal((int)ExitCode.InDoubt, outcome.ExitCode));
        Assert.Equal(2, talks.AdmittedInDoubt.Count);
    }

    [Fact]
    public void A_member_who_missed_three_epochs_reads_all_of_them()
    {
        Assert.InRange(talks.EpochsMissed, 3, long.MaxValue);
        Assert.Equal([.. Cast.SixRead, Cast.BeforeRemoval, Cast.AfterRemoval, Cast.WhileAway, Cast.Bidi], talks.ReturnedRead);
        Assert.Equal(talks.StayingRead, talks.ReturnedRead);
    }

    [Fact]
    public void A_removed_member_reads_what_was_before_and_nothing_after()
    {
        var read = JsonSerializer.Deserialize<JsonElement>(talks.RemovedRead.Out).EnumerateArray().Select(m => m.GetProperty("text").GetString()).ToList();

        Assert.Contains(Cast.English, read);
        Assert.Contains(Cast.BeforeRemoval, read);
        Assert.DoesNotContain(read, text => text is Cast.AfterRemoval or Cast.WhileAway or Cast.Bidi);
        Assert.Contains(Cast.AfterRemoval, talks.StayingRead);
    }

    [Fact]
    public async Task A_removed_member_is_told_so_when_writing()
    {
        var outcome = await talks.Of(Cast.Maryam).TryAsync("send", Cast.Plenary, "one more word");

        Assert.Equal((int)ExitCode.Removed, outcome.ExitCode);
    }

    [Fact]
    public async Task The_roster_names_who_can_read_now()
    {
        var roster = await talks.Of(Cast.Noor).JsonAsync("roster", Cast.Plenary);

        var names = roster.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("name").GetString()!);
        Assert.Equal(
            Cast.Names.Except([Cast.Maryam, Cast.Doubted, Cast.Doubter]).Order(StringComparer.Ordinal),
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task People_see_no_control_character_and_no_stray_direction_mark()
    {
        var shown = await talks.Of(Cast.Sana).RunAsync("read", Cast.Plenary);

        Assert.DoesNotContain("\u202e", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(shown, c => char.IsControl(c) && c != '\n');
        Assert.All(shown.Split('\n'), line => Assert.Equal(line.Count(c => c is '\u2066' or '\u2067' or '\u2068'), line.Count(c => c == '\u2069')));
    }
}
