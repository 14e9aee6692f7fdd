using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>What becomes of the items of a log on their way to clients, whether they are read or pushed.</summary>
internal sealed class ItemScript(HostileRelay relay)
{
    private string? _who;

    /// <summary>Only for connections of this person.</summary>
    public ItemScript From(string who)
    {
        _who = who;
        return this;
    }

    /// <summary>Shows other items.</summary>
    public Rule Change(Func<IReadOnlyList<LogItem>, IReadOnlyList<LogItem>> change)
    {
        var rule = new Rule("change items");
        var who = _who;
        relay.Add((line, items) =>
        {
            if (rule.IsOver || (who is not null && who != line.Who))
            {
                return items;
            }

            var shown = change(items);
            if (!shown.SequenceEqual(items))
            {
                rule.Act();
            }

            return shown;
        });
        return rule;
    }

    /// <summary>Does not show such items.</summary>
    public Rule Withhold(Func<LogItem, bool> which) => Change(items => [.. items.Where(item => !which(item))]);

    /// <summary>Shows nothing from such an item on: the log seems to end before it.</summary>
    public Rule EndBefore(Func<LogItem, bool> which) => Change(items => [.. items.TakeWhile(item => !which(item))]);

    /// <summary>Shows such items as others.</summary>
    public Rule Alter(Func<LogItem, bool> which, Func<LogItem, LogItem> other) =>
        Change(items => [.. items.Select(item => which(item) ? other(item) : item)]);
}
