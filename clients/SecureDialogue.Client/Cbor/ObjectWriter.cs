using System.Formats.Cbor;

namespace SecureDialogue.Client.Cbor;

/// <summary>Writes one map, keys ascending, in the one encoding that <see cref="ObjectReader"/> accepts.</summary>
public sealed class ObjectWriter
{
    private readonly CborWriter _cbor;
    private int _lastKey = -1;

    private ObjectWriter(CborWriter cbor) => _cbor = cbor;

    /// <summary>Writes a number.</summary>
    /// <param name="key">The field.</param>
    /// <param name="value">Any.</param>
    public void Number(byte key, ulong value)
    {
        Key(key);
        _cbor.WriteUInt64(value);
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="key">The field.</param>
    /// <param name="value">Any.</param>
    public void Bytes(byte key, ReadOnlySpan<byte> value)
    {
        Key(key);
        _cbor.WriteByteString(value);
    }

    /// <summary>Writes bytes compared by value.</summary>
    /// <param name="key">The field.</param>
    /// <param name="value">Any.</param>
    public void Bytes(byte key, Opaque value) => Bytes(key, value.Span);

    /// <summary>Writes text.</summary>
    /// <param name="key">The field.</param>
    /// <param name="value">In NFC.</param>
    public void Text(byte key, string value)
    {
        Key(key);
        _cbor.WriteTextString(value);
    }

    /// <summary>Writes an object inside this one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="key">The field.</param>
    /// <param name="value">The object.</param>
    public void Object<T>(byte key, T value)
        where T : IDialogueObject<T>
    {
        Key(key);
        Write(_cbor, value, null);
    }

    /// <summary>Writes an array of objects.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="key">The field.</param>
    /// <param name="values">Any number.</param>
    public void Objects<T>(byte key, IReadOnlyList<T> values)
        where T : IDialogueObject<T>
    {
        Key(key);
        _cbor.WriteStartArray(values.Count);
        foreach (var value in values)
        {
            Write(_cbor, value, null);
        }

        _cbor.WriteEndArray();
    }

    /// <summary>Writes an array of byte strings.</summary>
    /// <param name="key">The field.</param>
    /// <param name="values">Any number.</param>
    public void ByteStrings(byte key, IEnumerable<Opaque> values)
    {
        Key(key);
        var all = values.ToArray();
        _cbor.WriteStartArray(all.Length);
        foreach (var value in all)
        {
            _cbor.WriteByteString(value.Span);
        }

        _cbor.WriteEndArray();
    }

    internal static byte[] Encode<T>(T value, Action<ObjectWriter>? signatures)
        where T : IDialogueObject<T>
    {
        var cbor = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        Write(cbor, value, signatures);
        return cbor.Encode();
    }

    private static void Write<T>(CborWriter cbor, T value, Action<ObjectWriter>? signatures)
        where T : IDialogueObject<T>
    {
        var fields = new ObjectWriter(cbor);
        cbor.WriteStartMap(null);
        value.Write(fields);
        signatures?.Invoke(fields);
        foreach (var unknown in value.Unknown)
        {
            fields.Key(unknown.Key);
            cbor.WriteEncodedValue(unknown.Value.Span);
        }

        cbor.WriteEndMap();
    }

    private void Key(byte key)
    {
        if (key <= _lastKey)
        {
            throw new InvalidOperationException("Fields are written once each, in ascending order of keys.");
        }

        _lastKey = key;
        _cbor.WriteUInt32(key);
    }
}
