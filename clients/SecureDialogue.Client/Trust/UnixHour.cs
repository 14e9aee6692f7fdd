namespace SecureDialogue.Client.Trust;

/// <summary>A time to the hour: whole hours since 1970-01-01T00:00Z.</summary>
/// <param name="Value">The hours.</param>
public readonly record struct UnixHour(uint Value) : IComparable<UnixHour>
{
    /// <summary>Whether one is earlier than the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(UnixHour left, UnixHour right) => left.Value < right.Value;

    /// <summary>Whether one is later than the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(UnixHour left, UnixHour right) => left.Value > right.Value;

    /// <summary>Whether one is not later than the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(UnixHour left, UnixHour right) => left.Value <= right.Value;

    /// <summary>Whether one is not earlier than the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(UnixHour left, UnixHour right) => left.Value >= right.Value;

    /// <summary>The hour that a time lies in.</summary>
    /// <param name="time">At or after 1970.</param>
    public static UnixHour Of(DateTimeOffset time) => new((uint)(time.ToUnixTimeSeconds() / 3600));

    /// <summary>The moment the hour begins; the end of the calendar for hours beyond it, which only a forger states.</summary>
    public DateTimeOffset ToTime() => DateTimeOffset.FromUnixTimeSeconds(Math.Min(Value * 3600L, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    /// <summary>A later hour.</summary>
    /// <param name="hours">How much later.</param>
    public UnixHour Plus(uint hours) => new(Value + hours);

    /// <inheritdoc />
    public int CompareTo(UnixHour other) => Value.CompareTo(other.Value);
}
