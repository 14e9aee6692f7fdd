using System.Formats.Cbor;

namespace SecureDialogue.Client.Cbor;

/// <summary>
/// Reads the fields of one map that <see cref="StrictCbor"/> has already walked. Every getter takes its bounds, and
/// <see cref="Finish"/> refuses keys below 64 that nobody asked for.
/// </summary>
public sealed class ObjectReader
{
    private readonly SortedDictionary<byte, ReadOnlyMemory<byte>> _fields = [];
    private readonly HashSet<byte> _read = [];

    private ObjectReader(ReadOnlyMemory<byte> map)
    {
        var cbor = Open(map, CborReaderState.StartMap);
        _ = cbor.ReadStartMap();
        while (cbor.PeekState() != CborReaderState.EndMap)
        {
            _fields.Add((byte)cbor.ReadUInt32(), cbor.ReadEncodedValue());
        }
    }

    /// <summary>Whether an optional field is there.</summary>
    /// <param name="key">The field.</param>
    public bool Has(byte key) => _fields.ContainsKey(key);

    /// <summary>Reads a number.</summary>
    /// <param name="key">The field.</param>
    /// <param name="min">The least accepted.</param>
    /// <param name="max">The greatest accepted.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or out of bounds.</exception>
    public ulong Number(byte key, ulong min, ulong max)
    {
        var value = Open(Field(key), CborReaderState.UnsignedInteger).ReadUInt64();
        return value >= min && value <= max ? value : throw OutOfBounds(key);
    }

    /// <summary>Reads a byte string.</summary>
    /// <param name="key">The field.</param>
    /// <param name="min">The least length accepted.</param>
    /// <param name="max">The greatest length accepted.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or out of bounds.</exception>
    public Opaque Bytes(byte key, int min, int max)
    {
        var value = Open(Field(key), CborReaderState.ByteString).ReadDefiniteLengthByteString();
        return value.Length >= min && value.Length <= max ? new Opaque(value.Span) : throw OutOfBounds(key);
    }

    /// <summary>Reads a byte string of one length.</summary>
    /// <param name="key">The field.</param>
    /// <param name="length">The only length accepted.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or another length.</exception>
    public Opaque Bytes(byte key, int length) => Bytes(key, length, length);

    /// <summary>Reads a byte string that must not be printed.</summary>
    /// <param name="key">The field.</param>
    /// <param name="length">The only length accepted.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or another length.</exception>
    public SecretBytes Secret(byte key, int length) => Secret(key, length, length);

    /// <summary>Reads a byte string that must not be printed.</summary>
    /// <param name="key">The field.</param>
    /// <param name="min">The least length accepted.</param>
    /// <param name="max">The greatest length accepted.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or out of bounds.</exception>
    public SecretBytes Secret(byte key, int min, int max) => new(Bytes(key, min, max).Span);

    /// <summary>Reads text; it is in NFC.</summary>
    /// <param name="key">The field.</param>
    /// <param name="min">The least length accepted, in UTF-16 units.</param>
    /// <param name="max">The greatest length accepted, in UTF-16 units.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or out of bounds.</exception>
    public string Text(byte key, int min, int max)
    {
        var value = Open(Field(key), CborReaderState.TextString).ReadTextString();
        return value.Length >= min && value.Length <= max ? value : throw OutOfBounds(key);
    }

    /// <summary>Reads one of an enumeration's values.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="key">The field.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or not a value of it.</exception>
    public T Choice<T>(byte key)
        where T : struct, Enum
    {
        var value = (T)Enum.ToObject(typeof(T), Number(key, 0, byte.MaxValue));
        return Enum.IsDefined(value) ? value : throw OutOfBounds(key);
    }

    /// <summary>Reads an object inside this one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="key">The field.</param>
    /// <exception cref="MalformedObjectException">Missing, or not of that type.</exception>
    public T Object<T>(byte key)
        where T : IDialogueObject<T> => Decode<T>(Field(key));

    /// <summary>Reads an array of objects.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="key">The field.</param>
    /// <param name="min">The least number accepted.</param>
    /// <param name="max">The greatest number accepted.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or out of bounds.</exception>
    public IReadOnlyList<T> Objects<T>(byte key, int min, int max)
        where T : IDialogueObject<T> => [.. Items(key, min, max).Select(Decode<T>)];

    /// <summary>Reads an array of byte strings.</summary>
    /// <param name="key">The field.</param>
    /// <param name="maxCount">The greatest number accepted.</param>
    /// <param name="min">The least length of each.</param>
    /// <param name="max">The greatest length of each.</param>
    /// <exception cref="MalformedObjectException">Missing, another type, or out of bounds.</exception>
    public IReadOnlyList<Opaque> ByteStrings(byte key, int maxCount, int min, int max)
    {
        var strings = new List<Opaque>();
        foreach (var item in Items(key, 0, maxCount))
        {
            var value = Open(item, CborReaderState.ByteString).ReadDefiniteLengthByteString();
            strings.Add(value.Length >= min && value.Length <= max ? new Opaque(value.Span) : throw OutOfBounds(key));
        }

        return strings;
    }

    internal static ObjectReader Of(ReadOnlyMemory<byte> map) => new(map);

    internal static T Decode<T>(ReadOnlyMemory<byte> map)
        where T : IDialogueObject<T> => T.Read(new ObjectReader(map));

    /// <summary>Ends the reading: refuses keys below 64 that nobody asked for, and gives back the fields of newer versions.</summary>
    /// <exception cref="MalformedObjectException">A key below 64 is not known.</exception>
    public IReadOnlyList<UnknownField> Finish()
    {
        var rest = _fields.Where(field => !_read.Contains(field.Key)).ToArray();
        return rest.Any(field => field.Key < ObjectLimits.FirstUnknownKey)
            ? throw new MalformedObjectException("a key below 64 is not known")
            : [.. rest.Select(field => new UnknownField(field.Key, new Opaque(field.Value.Span)))];
    }

    private static CborReader Open(ReadOnlyMemory<byte> value, CborReaderState expected)
    {
        var cbor = new CborReader(value, CborConformanceMode.Canonical);
        return cbor.PeekState() == expected ? cbor : throw new MalformedObjectException($"a field is not of type {expected}");
    }

    private static MalformedObjectException OutOfBounds(byte key) => new($"field {key} is out of its bounds");

    private List<ReadOnlyMemory<byte>> Items(byte key, int min, int max)
    {
        var cbor = Open(Field(key), CborReaderState.StartArray);
        _ = cbor.ReadStartArray();
        var items = new List<ReadOnlyMemory<byte>>();
        while (cbor.PeekState() != CborReaderState.EndArray)
        {
            items.Add(cbor.ReadEncodedValue());
        }

        return items.Count >= min && items.Count <= max ? items : throw OutOfBounds(key);
    }

    private ReadOnlyMemory<byte> Field(byte key)
    {
        _ = _read.Add(key);
        return _fields.TryGetValue(key, out var value) ? value : throw new MalformedObjectException($"field {key} is missing");
    }
}
