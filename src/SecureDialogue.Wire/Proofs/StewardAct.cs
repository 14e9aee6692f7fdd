using System.Buffers.Binary;

namespace SecureDialogue.Wire.Proofs;

/// <summary>
/// A steward's act, as it stands in the log. It carries no nonce, because members verify it later; it names the exact item it
/// is about, so it cannot be used twice to another effect.
/// <code>
/// verb u8 | epoch u64 | sequence u64 | hash 32 | hour u64 | key 32 (zero for supersede) | steward key 32 | signature 64
/// </code>
/// </summary>
/// <param name="Verb">What it does.</param>
/// <param name="Epoch">Supersede: the epoch that becomes current again. Set key: the current epoch.</param>
/// <param name="Sequence">The commit it is about: the one superseded, or the one that handed in the wrong key.</param>
/// <param name="Hash">SHA-256 of that commit's bytes, 32 bytes.</param>
/// <param name="Hour">Hours since 1970, UTC.</param>
/// <param name="Key">Set key: the right access key, 32 bytes. Supersede: 32 zero bytes.</param>
/// <param name="StewardKey">Ed25519, 32 bytes.</param>
/// <param name="Signature">64 bytes over <see cref="SignedBytes"/>.</param>
public sealed record StewardAct(
    StewardVerb Verb,
    ulong Epoch,
    long Sequence,
    ReadOnlyMemory<byte> Hash,
    ulong Hour,
    ReadOnlyMemory<byte> Key,
    ReadOnlyMemory<byte> StewardKey,
    ReadOnlyMemory<byte> Signature)
{
    /// <summary>Bytes of an encoded act.</summary>
    public const int EncodedBytes = BodyBytes + Limits.KeyBytes + Limits.SignatureBytes;

    private const int BodyBytes = 1 + (3 * sizeof(ulong)) + (2 * Limits.KeyBytes);

    /// <summary>Whether it is about one commit, not about the channel.</summary>
    public bool IsAboutCommit => Verb is StewardVerb.Supersede or StewardVerb.SetKey;

    /// <summary>What <see cref="StewardVerb.Shorten"/> sets.</summary>
    public int Days => Key.Span[^1];

    /// <summary>The key field of an act that sets days.</summary>
    /// <param name="days">1 to <see cref="Limits.TalkDays"/>.</param>
    public static byte[] KeyOfDays(int days)
    {
        var key = new byte[Limits.KeyBytes];
        key[^1] = checked((byte)days);
        return key;
    }

    /// <summary>What the steward signs: <c>label || 0x00 || channel || verb … key</c>.</summary>
    /// <param name="channel">The channel.</param>
    public byte[] SignedBytes(ChannelId channel) => new ProofWriter(ProofLabel.Steward)
        .Id(channel).Fixed(Encode().AsSpan(0, BodyBytes), BodyBytes).ToBytes();

    /// <summary>Encodes the act.</summary>
    /// <returns><see cref="EncodedBytes"/> bytes.</returns>
    /// <exception cref="ArgumentException">A field has a wrong length.</exception>
    public byte[] Encode()
    {
        var bytes = new byte[EncodedBytes];
        bytes[0] = (byte)Verb;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), Epoch);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), Sequence);
        Put(Hash, bytes.AsSpan(17, Limits.KeyBytes));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(49), Hour);
        Put(Key, bytes.AsSpan(57, Limits.KeyBytes));
        Put(StewardKey, bytes.AsSpan(BodyBytes, Limits.KeyBytes));
        if (!Signature.IsEmpty)
        {
            Put(Signature, bytes.AsSpan(BodyBytes + Limits.KeyBytes));
        }

        return bytes;
    }

    /// <summary>Reads an act; false when the bytes are none.</summary>
    /// <param name="bytes">What <see cref="Encode"/> wrote.</param>
    /// <param name="act">The act, its signature not verified.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out StewardAct? act)
    {
        act = null;
        if (bytes.Length != EncodedBytes || !Enum.IsDefined((StewardVerb)bytes[0]))
        {
            return false;
        }

        var sequence = BinaryPrimitives.ReadInt64BigEndian(bytes[9..]);
        if (sequence < 0)
        {
            return false;
        }

        act = new StewardAct(
            (StewardVerb)bytes[0],
            BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
            sequence,
            bytes.Slice(17, Limits.KeyBytes).ToArray(),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[49..]),
            bytes.Slice(57, Limits.KeyBytes).ToArray(),
            bytes.Slice(BodyBytes, Limits.KeyBytes).ToArray(),
            bytes[(BodyBytes + Limits.KeyBytes)..].ToArray());
        return act.IsPossible();
    }

    /// <summary>A field that a verb does not use is zero: nothing is signed that means nothing.</summary>
    private bool IsPossible() => (IsAboutCommit || (Epoch == 0 && IsZero(Hash.Span))) && Verb switch
    {
        StewardVerb.SetKey or StewardVerb.AddSteward => true,
        StewardVerb.Shorten => IsZero(Key.Span[..^1]) && Days is >= 1 and <= Limits.TalkDays,
        _ => IsZero(Key.Span),
    };

    private static bool IsZero(ReadOnlySpan<byte> field) => !field.ContainsAnyExcept((byte)0);

    private static void Put(ReadOnlyMemory<byte> field, Span<byte> place)
    {
        if (field.Length != place.Length)
        {
            throw new ArgumentException($"The field has {place.Length} bytes.", nameof(field));
        }

        field.Span.CopyTo(place);
    }
}
