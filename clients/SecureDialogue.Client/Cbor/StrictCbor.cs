using System.Formats.Cbor;

namespace SecureDialogue.Client.Cbor;

/// <summary>
/// The encoding rules that hold for every object, known or not: maps with unsigned keys 0..255 in ascending order and none twice,
/// shortest form, definite lengths, at most 8 deep, text in NFC; no tags, floats, null, undefined or other simple values.
/// </summary>
internal static class StrictCbor
{
    /// <summary>Walks a whole object.</summary>
    /// <param name="bytes">One map and nothing after it.</param>
    /// <param name="maxBytes">The longest accepted.</param>
    /// <exception cref="MalformedObjectException">A rule is broken.</exception>
    internal static void Check(ReadOnlyMemory<byte> bytes, int maxBytes)
    {
        if (bytes.Length > maxBytes)
        {
            throw new MalformedObjectException($"longer than {maxBytes} bytes");
        }

        try
        {
            var cbor = new CborReader(bytes, CborConformanceMode.Canonical);
            if (cbor.PeekState() != CborReaderState.StartMap)
            {
                throw new MalformedObjectException("not a map");
            }

            Walk(cbor, 1);
            if (cbor.BytesRemaining != 0)
            {
                throw new MalformedObjectException("bytes follow the object");
            }
        }
        catch (Exception refused) when (refused is CborContentException or OverflowException)
        {
            throw new MalformedObjectException("not in canonical form", refused);
        }
    }

    private static void Walk(CborReader cbor, int depth)
    {
        switch (cbor.PeekState())
        {
            case CborReaderState.StartMap:
                WalkMap(cbor, depth);
                break;
            case CborReaderState.StartArray:
                WalkArray(cbor, depth);
                break;
            case CborReaderState.TextString:
                RequireNormalForm(cbor.ReadTextString());
                break;
            case CborReaderState.ByteString:
                _ = cbor.ReadDefiniteLengthByteString();
                break;
            case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger or CborReaderState.Boolean:
                cbor.SkipValue();
                break;
            default:
                throw new MalformedObjectException("a type that objects do not use");
        }
    }

    private static void WalkMap(CborReader cbor, int depth)
    {
        RequireDepth(depth);
        _ = cbor.ReadStartMap();
        while (cbor.PeekState() != CborReaderState.EndMap)
        {
            if (cbor.PeekState() != CborReaderState.UnsignedInteger || cbor.ReadUInt64() > byte.MaxValue)
            {
                throw new MalformedObjectException("a key is not a number from 0 to 255");
            }

            Walk(cbor, depth + 1);
        }

        cbor.ReadEndMap();
    }

    private static void WalkArray(CborReader cbor, int depth)
    {
        RequireDepth(depth);
        _ = cbor.ReadStartArray();
        while (cbor.PeekState() != CborReaderState.EndArray)
        {
            Walk(cbor, depth + 1);
        }

        cbor.ReadEndArray();
    }

    private static void RequireDepth(int depth)
    {
        if (depth > ObjectLimits.MaxDepth)
        {
            throw new MalformedObjectException("more than 8 deep");
        }
    }

    private static void RequireNormalForm(string text)
    {
        if (!NormalForm.Is(text))
        {
            throw new MalformedObjectException("text is not in NFC");
        }
    }
}
