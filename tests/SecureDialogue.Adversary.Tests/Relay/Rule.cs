using System.Globalization;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>One way in which the relay is hostile, and how often it was.</summary>
/// <param name="what">Names it in a failing test.</param>
internal sealed class Rule(string what)
{
    private int _count;

    /// <summary>How often it did something.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether it was taken back.</summary>
    public bool IsOver { get; private set; }

    /// <summary>It does nothing from now on.</summary>
    public void End() => IsOver = true;

    public void Act() => Interlocked.Increment(ref _count);

    /// <summary>A test whose attack did not happen proves nothing.</summary>
    public void RequireActed(int atLeast = 1) =>
        Assert.True(Count >= atLeast, string.Create(CultureInfo.InvariantCulture, $"the relay was to {what} {atLeast} times and did {Count} times"));
}
