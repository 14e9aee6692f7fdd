using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>
/// The file of a write-ahead log. SQLite begins it anew from its beginning and leaves what stood there before, which tells the order
/// of writes. That is overwritten where it lies: the blocks of a truncated file would keep it, and the next writes would pay for
/// new ones.
/// </summary>
/// <remarks>
/// The format: https://sqlite.org/fileformat2.html#the_write_ahead_log. A frame is of the log when its salts are those of the log's
/// header; SQLite takes what follows the last of them for rubbish, so however much of it was overwritten when the power failed,
/// nothing is lost.
/// </remarks>
internal static class WriteAheadLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int PageBytesAt = 8;
    private const int ChunkBytes = 64 * 1024;

    private static readonly Range HeaderSalts = 16..24;
    private static readonly Range FrameSalts = 8..16;
    private static readonly byte[] Zeros = new byte[ChunkBytes];

    /// <summary>Overwrites what is no longer of the log with zeros; nobody writes to the database meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Frames that are of the log.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static int EraseOld(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (RandomAccess.Read(file, header, 0) < HeaderBytes)
        {
            return 0;
        }

        var frameBytes = FrameHeaderBytes + BinaryPrimitives.ReadInt32BigEndian(header[PageBytesAt..]);
        Span<byte> frame = stackalloc byte[FrameHeaderBytes];
        var (frames, end) = (0, (long)HeaderBytes);
        while (RandomAccess.Read(file, frame, end) > 0 && frame.ContainsAnyExcept((byte)0))
        {
            frames += frame[FrameSalts].SequenceEqual(header[HeaderSalts]) ? 1 : 0;
            end += frameBytes;
        }

        Erase(file, HeaderBytes + (frames * (long)frameBytes), Math.Min(end, RandomAccess.GetLength(file)));
        return frames;
    }

    private static void Erase(SafeFileHandle file, long begin, long end)
    {
        for (var at = begin; at < end; at += ChunkBytes)
        {
            RandomAccess.Write(file, Zeros.AsSpan(0, (int)Math.Min(ChunkBytes, end - at)), at);
        }

        RandomAccess.FlushToDisk(file);
    }
}
