using System.CommandLine;
using System.Globalization;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue exposure</c>: what devices that were cut off could read.</summary>
internal static class ExposureCommand
{
    public static Command Build()
    {
        var command = new Command("exposure", "list what devices that were cut off could read, channel by channel");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var exposures = await session.Terminal.WorkAsync("asking the relay", client.ExposureAsync(cancellation));
        session.Terminal.Answer(exposures, all => all.Select(Line));
        if (exposures.Count == 0)
        {
            session.Terminal.Note("no device that was cut off was in a channel of yours");
        }

        return session.Finish(client);
    }

    private static string Line(ExposureView exposure)
    {
        var name = exposure.Name.Length == 0 ? "(name not yet received)" : SafeText.Line(exposure.Name);
        var from = exposure.From is { } came ? $"from {Day(came)}" : "from before you came in";
        var until = exposure.Until is { } went ? $"until {Day(went)}" : "until now: it is still to be taken out";
        return $"{SafeText.Line(exposure.Channel)}  {name} (device {exposure.Device}), {from} {until}";
    }

    private static string Day(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
