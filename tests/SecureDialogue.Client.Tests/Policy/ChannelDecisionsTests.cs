using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Policy;

public sealed class ChannelDecisionsTests
{
    private static readonly ChannelKind[] Kinds = [.. Enum.GetValues<ChannelKind>().Where(kind => kind != ChannelKind.QuietLine)];

    private static readonly DecisionTable Table =
        Golden.Read<DecisionTable>("policy", "decisions.json");

    [Fact]
    public void Every_row_of_the_table_is_what_the_code_decides()
    {
        Assert.All(Table.Rows, row => Assert.Equal(
            Enum.Parse<ActRefusal>(row[3], ignoreCase: true),
            ChannelDecisions.Decide(RolesOf(row[2]), Enum.Parse<ChannelAct>(row[1], ignoreCase: true), Enum.Parse<ChannelKind>(row[0], ignoreCase: true))));
    }

    [Fact]
    public void No_cell_of_the_table_is_missing_or_there_twice()
    {
        var cells = Table.Rows.Select(row => $"{row[0]} {row[1]} {row[2]}".ToUpperInvariant()).ToHashSet();
        var single = Enum.GetValues<Roles>().Where(role => int.PopCount((int)role) == 1);

        Assert.Equal(Table.Rows.Count, cells.Count);
        Assert.All(Kinds, kind => Assert.All(Enum.GetValues<ChannelAct>(), act => Assert.All(single, role =>
            Assert.Contains($"{kind} {act} {role}".ToUpperInvariant(), cells))));
    }

    [Fact]
    public void Kinds_of_later_versions_are_refused()
    {
        Assert.Equal(ActRefusal.KindNotSupported, ChannelDecisions.Decide(Roles.Facilitator, ChannelAct.Join, ChannelKind.QuietLine));
        Assert.Equal(ActRefusal.None, ChannelDecisions.Decide(Roles.Facilitator, ChannelAct.Join, ChannelKind.Plenary));
    }

    [Fact]
    public void An_admission_limited_to_listening_posts_no_words()
    {
        var admission = Samples.World3.Admission(20, World.Hill, Roles.Participant);
        var listening = admission with { Limits = new AdmissionLimits([], true) };

        Assert.Equal(ActRefusal.None, ChannelDecisions.Decide(admission, ChannelAct.PostText, ChannelKind.Plenary));
        Assert.Equal(ActRefusal.ListensOnly, ChannelDecisions.Decide(listening, ChannelAct.PostText, ChannelKind.Plenary));
        Assert.Equal(ActRefusal.None, ChannelDecisions.Decide(listening, ChannelAct.PostSeen, ChannelKind.Plenary));
    }

    private static Roles RolesOf(string names) =>
        names.Split('+').Select(name => Enum.Parse<Roles>(name, ignoreCase: true)).Aggregate((a, b) => a | b);
}
