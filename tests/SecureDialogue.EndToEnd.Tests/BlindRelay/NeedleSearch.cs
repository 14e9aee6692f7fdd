using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>Finds many needles in one pass: four bytes of each are looked up, then the whole is compared.</summary>
internal sealed class NeedleSearch
{
    private readonly Dictionary<uint, List<Needle>> _byStart = [];
    private readonly bool[] _mayStart = new bool[1 << 16];
    private readonly int _longest;

    public NeedleSearch(IEnumerable<string> words)
    {
        foreach (var needle in words.SelectMany(Needle.Of))
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(needle.Bytes);
            _mayStart[start & 0xFFFF] = true;
            (_byStart.TryGetValue(start, out var list) ? list : _byStart[start] = []).Add(needle);
            _longest = Math.Max(_longest, needle.Bytes.Length);
            Count++;
        }
    }

    public int Count { get; }

    public HashSet<Needle> Found { get; } = [];

    public long BytesSearched { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Search(ReadOnlySpan<byte> bytes)
    {
        BytesSearched += bytes.Length;
        for (var i = 0; i + 4 <= bytes.Length; i++)
        {
            if (_mayStart[bytes[i] | (bytes[i + 1] << 8)]
                && _byStart.TryGetValue(BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..]), out var candidates))
            {
                Compare(bytes[i..], candidates);
            }
        }
    }

    /// <summary>In pieces that overlap by the longest needle.</summary>
    public void Search(Stream stream, long length)
    {
        var buffer = new byte[1 << 20];
        var (kept, left) = (0, length);
        while (left > 0)
        {
            var read = stream.Read(buffer, kept, (int)Math.Min(buffer.Length - kept, left));
            if (read == 0)
            {
                break;
            }

            left -= read;
            Search(buffer.AsSpan(0, kept + read));
            var keep = Math.Min(_longest - 1, kept + read);
            buffer.AsSpan(kept + read - keep, keep).CopyTo(buffer);
            kept = keep;
        }
    }

    public void SearchFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Search(file, file.Length);
    }

    private void Compare(ReadOnlySpan<byte> bytes, List<Needle> candidates)
    {
        foreach (var needle in candidates)
        {
            if (bytes.StartsWith(needle.Bytes))
            {
                Found.Add(needle);
            }
        }
    }
}
