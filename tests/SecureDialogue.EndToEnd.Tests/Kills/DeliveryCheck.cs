using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>Judges what people read against what was written: each text once, in one order for all.</summary>
internal static class DeliveryCheck
{
    public static IReadOnlyList<string> Violations(IReadOnlyCollection<string> written, IReadOnlyList<IReadOnlyList<MessageView>> reads)
    {
        var violations = new List<string>();
        foreach (var (read, reader) in reads.Select((r, i) => (r, i)))
        {
            var times = read.CountBy(m => m.Text).ToDictionary();
            violations.AddRange(written.Where(text => !times.ContainsKey(text)).Select(text => $"lost: reader {reader}, {text}"));
            violations.AddRange(times.Where(t => t.Value > 1).Select(t => $"doubled: reader {reader}, {t.Key}, {t.Value} times"));
            violations.AddRange(times.Keys.Except(written).Select(text => $"never written: reader {reader}, {text}"));
            if (!read.Select(Line).SequenceEqual(reads[0].Select(Line)))
            {
                violations.Add($"another order: reader {reader}");
            }
        }

        return violations;
    }

    private static (long, string, string, string) Line(MessageView message) => (message.Number, message.Id, message.From, message.Text);
}
