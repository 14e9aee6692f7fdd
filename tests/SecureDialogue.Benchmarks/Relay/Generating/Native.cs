using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>What the generator asks the kernel for without the runtime in between: it shares two cores with what it measures.</summary>
internal static unsafe partial class Native
{
    internal const uint Readable = 1;
    internal const uint Writable = 4;
    internal const int Add = 1;
    internal const int Modify = 3;
    internal const int NoSignal = 0x4000;

    /// <summary>Bytes of an epoll_event: packed on x64, aligned elsewhere.</summary>
    internal static int EventBytes { get; } = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_ctl(int epoll, int operation, int descriptor, byte* request);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_pwait2(int epoll, byte* events, int count, long* timeout, nint mask);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint recv(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint send(int descriptor, byte* buffer, nint length, int flags);
}
