using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Kills;

public sealed class DeliveryCheckTests
{
    [Fact]
    public void Each_once_in_one_order_is_no_violation() =>
        Assert.Empty(DeliveryCheck.Violations(["a", "b"], [[Line(1, "a"), Line(2, "b")], [Line(1, "a"), Line(2, "b")]]));

    [Fact]
    public void Lost_doubled_foreign_and_reordered_lines_are_violations()
    {
        var violations = DeliveryCheck.Violations(["a", "b"], [[Line(1, "a"), Line(2, "b")], [Line(1, "a"), Line(2, "a"), Line(3, "x")]]);

        Assert.Equal(
            ["lost: reader 1, b", "doubled: reader 1, a, 2 times", "never written: reader 1, x", "another order: reader 1"],
            violations);
    }

    private static MessageView Line(long number, string text) => new(number, $"id {number}", "somebody", "hill", DateTimeOffset.UnixEpoch, "text", text);
}
