using System.Globalization;
using System.Text;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>XMPP: an anonymous session, a seat in each room without its history, then messages to the room.</summary>
internal sealed class XmppDialect(IDeliveries deliveries) : Dialect(deliveries, isText: true)
{
    private const string Stream =
        "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

    private const string Authenticate = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>";
    private const string Bind = "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";

    private readonly byte[] _message = new byte[4096];
    private long _messages;

    internal override ReadOnlySpan<byte> Begin(Connection connection) => Encoding.ASCII.GetBytes(Stream);

    internal override bool Advance(Connection connection, ReadOnlySpan<byte> received)
    {
        var (isNext, next) = connection.Step switch
        {
            0 => (Count(received, "</stream:features>"u8) == 1, Authenticate),
            1 => (received.IndexOf("<success"u8) >= 0, Stream),
            2 => (Count(received, "</stream:features>"u8) == 2, Bind),
            3 => (received.IndexOf("</jid>"u8) >= 0, Seats(connection)),
            _ => (false, ""),
        };
        if (isNext)
        {
            connection.Step++;
            connection.Send(Encoding.ASCII.GetBytes(next));
        }

        // Status 110 is a room's word that the seat is one's own.
        return connection.Step == 4 && Count(received, "'110'"u8) + Count(received, "\"110\""u8) == connection.Channels.Count;
    }

    internal override ReadOnlySpan<byte> Compose(Connection connection, long microseconds)
    {
        var head = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"<message to='r{connection.Channels[0]}@conference.localhost' type='groupchat' id='m{++_messages}-{connection.Index}'><body>"), _message);
        var body = Mark(connection, microseconds);
        body.CopyTo(_message.AsSpan(head));
        "</body></message>"u8.CopyTo(_message.AsSpan(head + body.Length));
        return _message.AsSpan(0, head + body.Length + 17);
    }

    internal override int Feed(Connection connection, Span<byte> received) => Search(connection, received);

    private static string Seats(Connection connection) => string.Concat(connection.Channels.Select(channel => string.Create(
        CultureInfo.InvariantCulture,
        $"<presence to='r{channel}@conference.localhost/n{connection.Name}-{Environment.ProcessId}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>")));
}
