namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>That the checker of the fault tests sees what it is there for.</summary>
public sealed class HistoryCheckTests
{
    private static readonly Seen[] Honest = [Of(1, "a"), Of(2, "b"), Of(3, "c")];

    [Fact]
    public void Each_once_in_one_order_for_all_is_no_violation()
    {
        Assert.Empty(HistoryCheck.OfChannel([Honest[2], Honest[0], Honest[0]], [Honest, Honest]));
        Assert.Empty(HistoryCheck.OfMailbox(["x", "y"], ["x", "x", "y"], new Dictionary<string, int> { ["x"] = 2, ["y"] = 3 }));
    }

    [Fact]
    public void Forged_histories_of_a_channel_are_violations()
    {
        Assert.Equal(["lost: reader 1, 2", "a gap or another order: reader 1, before 3", "another history: reader 1, 3"], Judge([Honest[0], Honest[2]]));
        Assert.Equal(["lost: reader 1, 3", "stuck: reader 1, at 2 of 3"], Judge(Honest[..2]));
        Assert.Equal(["doubled: reader 1, 2 4", "stuck: reader 0, at 3 of 4"], Judge([.. Honest, Of(4, "b")]).Order());
        Assert.Equal(["lost: reader 1, 1", "lost: reader 1, 2", "another history: reader 1, 1"], Judge([Of(1, "b"), Of(2, "a"), Honest[2]]));
        Assert.Equal(["lost: reader 1, 2", "another history: reader 1, 2"], Judge([Honest[0], Honest[1] with { Hash = "other" }, Honest[2]]));
        Assert.Equal(["a gap or another order: reader 1, before 3", "another history: reader 1, 3"], Judge([Honest[0], Honest[2], Honest[1]])[..2]);
        Assert.Contains("acknowledged at several places: 1 4", HistoryCheck.OfChannel([Honest[0], Of(4, "a")], [Honest]));

        static List<string> Judge(IReadOnlyList<Seen> forged) => [.. HistoryCheck.OfChannel(Honest, [Honest, forged])];
    }

    [Fact]
    public void Forged_histories_of_a_mailbox_are_violations()
    {
        var erased = new Dictionary<string, int> { ["x"] = 1, ["y"] = 2 };

        Assert.Equal(["lost: letter y"], HistoryCheck.OfMailbox(["x", "y"], ["x"], new Dictionary<string, int> { ["x"] = 1 }));
        Assert.Equal(["stuck: letter y"], HistoryCheck.OfMailbox(["x", "y"], ["x", "y"], new Dictionary<string, int> { ["x"] = 1 }));
        Assert.Equal(["doubled: letter x"], HistoryCheck.OfMailbox(["x", "y"], ["x", "y", "x"], erased));
    }

    private static Seen Of(long sequence, string message) => new(sequence, message, $"hash of {message}");
}
