using FluentValidation;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>The words that validators of requests are made of. The code of a refusal travels as the rule's state.</summary>
internal static class RequestRules
{
    public static void HasBytes<T>(this IRuleBuilder<T, ReadOnlyMemory<byte>> rule, int bytes) =>
        rule.Must(value => value.Length == bytes).WithState(_ => RelayCode.Malformed);

    /// <summary>At least one byte, and no more than the limit.</summary>
    public static void HasAtMost<T>(this IRuleBuilder<T, ReadOnlyMemory<byte>> rule, int bytes)
    {
        _ = rule.Must(value => value.Length > 0).WithState(_ => RelayCode.Malformed);
        _ = rule.Must(value => value.Length <= bytes).WithState(_ => RelayCode.TooLarge);
    }

    /// <summary>One or more elements, no more than the limit.</summary>
    public static void HasOneTo<T, TElement>(this IRuleBuilder<T, IReadOnlyList<TElement>> rule, int count)
    {
        _ = rule.Must(list => list is { Count: > 0 }).WithState(_ => RelayCode.Malformed);
        _ = rule.Must(list => list is null || list.Count <= count).WithState(_ => RelayCode.TooLarge);
    }

    /// <summary>The store counts in signed numbers.</summary>
    public static void IsEpoch<T>(this IRuleBuilder<T, ulong> rule) =>
        rule.Must(epoch => epoch < long.MaxValue).WithState(_ => RelayCode.Malformed);
}
