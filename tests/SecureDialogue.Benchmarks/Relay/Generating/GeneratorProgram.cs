using System.Globalization;
using System.Net;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>The generator as a process of its own: commands on standard input, one line of answer each.</summary>
internal static class GeneratorProgram
{
    /// <param name="arguments">Dialect, port, process id of the server, and the file of keys, which only our relay has.</param>
    internal static int Run(IReadOnlyList<string> arguments)
    {
        var sockets = new Sockets(new IPEndPoint(IPAddress.Loopback, int.Parse(arguments[1], CultureInfo.InvariantCulture)));
        var generator = new Generator(sockets, int.Parse(arguments[2], CultureInfo.InvariantCulture));
        sockets.Dialect = arguments[0] switch
        {
            "relay" => new RelayDialect(generator, arguments[3]),
            "bare" => new BareDialect(generator),
            "sockets" => new SocketsDialect(generator),
            "xmpp" => new XmppDialect(generator),
            "mqtt" => new MqttDialect(generator),
            var other => throw new ArgumentException(other),
        };
        while (Console.ReadLine() is { } command)
        {
            var words = command.Split(' ');
            var numbers = words.Skip(1).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToList();
            Console.WriteLine(Answer(generator, words[0], numbers));
        }

        sockets.Close();
        return 0;
    }

    private static string Answer(Generator generator, string command, List<double> numbers) => command switch
    {
        "connect" => generator.Connect((int)numbers[0], (int)numbers[1], (int)numbers[2]),
        "saturate" => generator.Saturate((int)numbers[0], (int)numbers[1], numbers[2], numbers[3]),
        "send" => generator.Send(numbers[0], numbers[1], numbers[2], (int)numbers[3]),
        "idle" => generator.Idle((int)numbers[0], (int)numbers[1], (int)numbers[2]),
        "storm" => generator.Storm(),
        _ => throw new ArgumentException(command),
    };
}
