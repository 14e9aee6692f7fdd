using System.Buffers.Binary;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>In which order values lie in the bytes of a file.</summary>
internal static class PhysicalOrder
{
    // A marker that falls on a border of pages is not found whole; the next one is.
    private const int Markers = 4;
    private const int MarkerBytes = 8;

    /// <summary>Indices of the values in the order of their places, judged by their first bytes or by their last.</summary>
    public static List<int> Of(string file, IReadOnlyList<byte[]> values, bool byEnd)
    {
        var markers = new Dictionary<ulong, int>();
        for (var i = 0; i < values.Count; i++)
        {
            for (var m = 0; m < Markers; m++)
            {
                var at = byEnd ? values[i].Length - ((m + 1) * 2 * MarkerBytes) : m * 2 * MarkerBytes;
                markers[BinaryPrimitives.ReadUInt64LittleEndian(values[i].AsSpan(at))] = i;
            }
        }

        var order = new List<int>();
        var bytes = File.ReadAllBytes(file);
        var seen = new HashSet<int>();
        for (var offset = 0; offset + MarkerBytes <= bytes.Length; offset++)
        {
            if (markers.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset)), out var value) && seen.Add(value))
            {
                order.Add(value);
            }
        }

        return order;
    }
}
