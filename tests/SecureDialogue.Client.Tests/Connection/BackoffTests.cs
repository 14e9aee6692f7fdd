using SecureDialogue.Client.Connection;

namespace SecureDialogue.Client.Tests.Connection;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_to_half_a_minute_and_are_shortened_by_up_to_half()
    {
        double[] seconds = [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30];
        var backoff = new Backoff();

        Assert.All(seconds, most => Assert.InRange(backoff.Next().TotalSeconds, most / 2, most));
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.1, 0.2);
    }

    [Fact]
    public void Clients_do_not_pause_alike() =>
        Assert.True(Enumerable.Range(0, 50).Select(_ => new Backoff().Next()).Distinct().Count() > 10);
}
