using System.Diagnostics;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tests.Scenarios;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class RatchetWindowTests(ITestOutputHelper output)
{
    private const int Repetitions = 20;

    private readonly CipherSuite _suite = new TestClient("any").Suite;

    [Fact]
    public void A_jump_to_the_end_of_the_window_derives_only_the_keys_that_are_kept()
    {
        using var ratchet = new SenderRatchet(_suite, new Secret(new byte[32]));
        using var step = ratchet.Prepare(RatchetWindow.MaxForwardSteps);

        var skipped = step.TakeSkipped();

        Assert.Equal(RatchetWindow.MaxSkippedKeys, skipped.Count);
        Assert.Equal((uint)RatchetWindow.MaxForwardSteps - 1, skipped[^1].Key);
    }

    [Fact]
    public void A_jump_gives_the_keys_that_single_steps_give()
    {
        using var jumping = new SenderRatchet(_suite, new Secret(new byte[32]));
        using var stepping = new SenderRatchet(_suite, new Secret(new byte[32]));
        for (uint generation = 0; generation < 700; generation++)
        {
            using var one = stepping.Prepare(generation);
            stepping.Take(one);
        }

        using (var step = jumping.Prepare(699))
        {
            jumping.Take(step);
        }

        using var expected = stepping.Prepare(700);
        using var actual = jumping.Prepare(700);
        Assert.Equal(expected.Key.Key.Bytes.ToArray(), actual.Key.Key.Bytes.ToArray());
        Assert.Equal(expected.Key.Nonce.Bytes.ToArray(), actual.Key.Nonce.Bytes.ToArray());
    }

    [Fact]
    public void The_longest_jump_costs_milliseconds()
    {
        using var ratchet = new SenderRatchet(_suite, new Secret(new byte[32]));
        ratchet.Prepare(RatchetWindow.MaxForwardSteps).Dispose();

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Repetitions; i++)
        {
            ratchet.Prepare(RatchetWindow.MaxForwardSteps).Dispose();
        }

        var milliseconds = watch.Elapsed.TotalMilliseconds / Repetitions;
        output.WriteLine($"measured: {RatchetWindow.MaxForwardSteps} ratchet steps: {milliseconds:F1} ms");
        Assert.InRange(milliseconds, 0, 500);
    }
}
