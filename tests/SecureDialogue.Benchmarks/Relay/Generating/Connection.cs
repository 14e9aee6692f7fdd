using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>One member's connection. Sending never waits: what the kernel does not take stays here.</summary>
internal sealed unsafe class Connection(Epoll epoll, int index, string name, IReadOnlyList<int> channels) : IDisposable
{
    private const int Again = 11;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _unsent = [];

    internal int Index => index;

    /// <summary>Whose it is: the same member has it again in another process and after a storm.</summary>
    internal string Name => name;

    /// <summary>The channels that it opens; it posts to the first.</summary>
    internal IReadOnlyList<int> Channels => channels;

    internal int Descriptor { get; private set; }

    internal bool IsWatched { get; set; }

    internal bool IsReady { get; set; }

    internal bool IsClosed { get; private set; }

    /// <summary>How far the handshake is.</summary>
    internal int Step { get; set; }

    /// <summary>What was received and not used yet; during the handshake, everything.</summary>
    internal byte[] Carry { get; set; } = [];

    /// <summary>Of <see cref="Carry"/>, bytes at its beginning that are out of their frame.</summary>
    internal int Unframed { get; set; }

    /// <summary>Bytes of the current frame that are still to come.</summary>
    internal long FrameLeft { get; set; }

    /// <summary>Bytes of the last body found that are still to come.</summary>
    internal int BodyLeft { get; set; }

    internal void Connect(IPEndPoint server)
    {
        _socket.Connect(server);
        _socket.Blocking = false;
        Descriptor = (int)_socket.Handle;
        epoll.Watch(this, writes: false);
    }

    internal int Receive(Span<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            var count = (int)Native.recv(Descriptor, bytes, buffer.Length, 0);
            if (count == 0 || (count < 0 && Marshal.GetLastPInvokeError() != Again))
            {
                IsClosed = true;
            }

            return Math.Max(0, count);
        }
    }

    internal void Send(ReadOnlySpan<byte> message)
    {
        if (_unsent.Length > 0)
        {
            _unsent = [.. _unsent, .. message];
            return;
        }

        var sent = TrySend(message);
        if (sent < message.Length)
        {
            _unsent = message[sent..].ToArray();
            epoll.Watch(this, writes: true);
        }
    }

    /// <summary>Goes on with what the kernel did not take.</summary>
    internal void SendRest()
    {
        if (_unsent.Length > 0)
        {
            _unsent = _unsent[TrySend(_unsent)..];
            if (_unsent.Length == 0)
            {
                epoll.Watch(this, writes: false);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private int TrySend(ReadOnlySpan<byte> message)
    {
        fixed (byte* bytes = message)
        {
            var sent = (int)Native.send(Descriptor, bytes, message.Length, Native.NoSignal);
            return sent >= 0 ? sent
                : Marshal.GetLastPInvokeError() == Again ? 0
                : throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }
}
