using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue cut</c>: cuts off a lost device, or a person; two people say the same.</summary>
internal static class CutCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "whose device" };
    private static readonly Option<string?> Device = new("--device") { Description = "which device of the person, as dialogue roster lists it", HelpName = "ID" };
    private static readonly Option<bool> Person = new("--person") { Description = "all devices of the person" };
    private static readonly Option<string> Reason = new("--reason") { Description = "for the others who sign", HelpName = "TEXT", DefaultValueFactory = _ => string.Empty };

    public static Command Build()
    {
        var command = new Command("cut", "cut off a lost device, or a person, from every channel; it takes the signatures of the Charter's device rule") { Name, Device, Person, Reason };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        if (parsed.GetValue(Person) && parsed.GetValue(Device) is not null)
        {
            throw new UsageException("--person and --device do not go together", "say whether one device is lost or the person is to leave");
        }

        await using var client = await session.OpenAsync(cancellation);
        var cut = await session.Terminal.WorkAsync(
            "cutting off",
            client.CutAsync(
                parsed.GetRequiredValue(Name), parsed.GetValue(Device), parsed.GetValue(Person), parsed.GetRequiredValue(Reason), cancellation));
        session.Terminal.Answer(cut, Lines);
        return session.Finish(client);
    }

    private static IEnumerable<string> Lines(CutView cut)
    {
        var what = $"{(cut.WholePerson ? "all devices" : $"device {cut.Device}")} of {SafeText.Line(cut.Name)}";
        return cut.Done
            ? [$"cut off {what}; every channel takes it out, and dialogue exposure lists what it could read"]
            : [$"signed: to cut off {what} (paper {cut.Paper})", $"missing: one or more of {string.Join(", ", cut.Missing.Select(SafeText.Line))}, by the same command or dialogue sign {cut.Paper}"];
    }
}
