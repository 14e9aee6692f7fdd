using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json.Nodes;

namespace SecureDialogue.Client.Tests.Cbor;

/// <summary>Another reader and writer of the same encoding, so that files show values and tests can break one field at a time.</summary>
internal static class CborTree
{
    internal static JsonNode Show(ReadOnlyMemory<byte> bytes) => Show(new CborReader(bytes));

    internal static SortedDictionary<byte, byte[]> Fields(byte[] map)
    {
        var cbor = new CborReader(map);
        cbor.ReadStartMap();
        var fields = new SortedDictionary<byte, byte[]>();
        while (cbor.PeekState() != CborReaderState.EndMap)
        {
            fields.Add((byte)cbor.ReadUInt32(), cbor.ReadEncodedValue().ToArray());
        }

        return fields;
    }

    internal static byte[] Map(IReadOnlyDictionary<byte, byte[]> fields)
    {
        var cbor = new CborWriter(CborConformanceMode.Canonical);
        cbor.WriteStartMap(fields.Count);
        foreach (var (key, value) in fields.OrderBy(field => field.Key))
        {
            cbor.WriteUInt32(key);
            cbor.WriteEncodedValue(value);
        }

        cbor.WriteEndMap();
        return cbor.Encode();
    }

    internal static IEnumerable<(string Why, byte[] Value)> OutOfBounds(byte[] value)
    {
        var cbor = new CborReader(value);
        switch (cbor.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                yield return ("too great", Write(to => to.WriteUInt64(ulong.MaxValue)));
                yield return ("zero", Write(to => to.WriteUInt64(0)));
                break;
            case CborReaderState.ByteString:
                var bytes = cbor.ReadByteString();
                yield return ("one byte longer", Write(to => to.WriteByteString([.. bytes, 0])));
                yield return ("one byte shorter", Write(to => to.WriteByteString(bytes.AsSpan(0, bytes.Length - 1))));
                break;
            case CborReaderState.TextString:
                yield return ("empty", Write(to => to.WriteTextString(string.Empty)));
                yield return ("too long", Write(to => to.WriteTextString(new string('a', 600))));
                break;
            default:
                yield return ("a number", Write(to => to.WriteUInt64(1)));
                break;
        }
    }

    private static byte[] Write(Action<CborWriter> write)
    {
        var cbor = new CborWriter(CborConformanceMode.Canonical);
        write(cbor);
        return cbor.Encode();
    }

    private static JsonNode Show(CborReader cbor)
    {
        switch (cbor.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                return JsonValue.Create(cbor.ReadUInt64());
            case CborReaderState.ByteString:
                return new JsonObject { ["hex"] = Convert.ToHexStringLower(cbor.ReadByteString()) };
            case CborReaderState.TextString:
                return JsonValue.Create(cbor.ReadTextString());
            case CborReaderState.StartArray:
                return ShowArray(cbor);
            default:
                return ShowMap(cbor);
        }
    }

    private static JsonArray ShowArray(CborReader cbor)
    {
        cbor.ReadStartArray();
        var items = new JsonArray();
        while (cbor.PeekState() != CborReaderState.EndArray)
        {
            items.Add(Show(cbor));
        }

        cbor.ReadEndArray();
        return items;
    }

    private static JsonObject ShowMap(CborReader cbor)
    {
        cbor.ReadStartMap();
        var fields = new JsonObject();
        while (cbor.PeekState() != CborReaderState.EndMap)
        {
            fields.Add(cbor.ReadUInt32().ToString(CultureInfo.InvariantCulture), Show(cbor));
        }

        cbor.ReadEndMap();
        return fields;
    }
}
