using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>Waits for many sockets at once.</summary>
internal sealed unsafe class Epoll
{
    private const int Events = 256;

    private readonly int _descriptor = Native.epoll_create1(0);
    private readonly byte[] _events = new byte[Events * Native.EventBytes];

    internal void Watch(Connection connection, bool writes)
    {
        var request = stackalloc byte[16];
        *(uint*)request = Native.Readable | (writes ? Native.Writable : 0);
        *(long*)(request + Native.EventBytes - sizeof(long)) = connection.Index;
        var operation = connection.IsWatched ? Native.Modify : Native.Add;
        if (Native.epoll_ctl(_descriptor, operation, connection.Descriptor, request) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        connection.IsWatched = true;
    }

    /// <summary>Gives the indices of the connections that are ready; none after the timeout.</summary>
    internal int Wait(long microseconds, Span<int> ready)
    {
        var timeout = stackalloc long[2];
        (timeout[0], timeout[1]) = (microseconds / 1_000_000, microseconds % 1_000_000 * 1000);
        fixed (byte* events = _events)
        {
            var count = Math.Max(0, Native.epoll_pwait2(_descriptor, events, Math.Min(Events, ready.Length), timeout, 0));
            for (var i = 0; i < count; i++)
            {
                ready[i] = (int)*(long*)(events + (i * Native.EventBytes) + Native.EventBytes - sizeof(long));
            }

            return count;
        }
    }
}
