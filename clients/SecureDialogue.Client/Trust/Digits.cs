using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>
/// The 20 digits that applicant and officer compare face to face or by voice. The first 66 bits of
/// <c>SHA-256("SecureDialogue digits" || 0x00 || dialogue || request id || nonce)</c> as a number, most significant bit first, in
/// decimal with leading zeros. 2^66 is below 10^20: different bits give different digits.
/// </summary>
public static class Digits
{
    /// <summary>How many digits.</summary>
    public const int Count = 20;

    /// <summary>How many digits stand together.</summary>
    public const int GroupLength = 4;

    private const int Bits = 66;

    /// <summary>Computes the digits of one request and one officer's nonce.</summary>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="request">The join request's id.</param>
    /// <param name="nonce">The officer's 32 bytes.</param>
    /// <returns>Five groups of four, always in this order from left to right.</returns>
    public static IReadOnlyList<string> Compute(DialogueId dialogue, ObjectHash request, Opaque nonce)
    {
        byte[] input = [.. dialogue.Value.Span, .. request.Value.Span, .. nonce.Span];
        return Of(SHA256.HashData(SigningLabels.Frame(SigningLabels.Digits, input)));
    }

    /// <summary>The digits of any hash that people compare.</summary>
    /// <param name="hash">32 bytes; the first 66 bits count.</param>
    /// <returns>Five groups of four, always in this order from left to right.</returns>
    internal static IReadOnlyList<string> Of(ReadOnlySpan<byte> hash) => Groups(BinaryPrimitives.ReadUInt128BigEndian(hash) >> (128 - Bits));

    /// <summary>As many digits again of a hash that somebody could search for: its first and its second 66 bits.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <returns>Ten groups of four, always in this order from left to right.</returns>
    internal static IReadOnlyList<string> OfAll(ReadOnlySpan<byte> hash)
    {
        var second = BinaryPrimitives.ReadUInt128BigEndian(hash[(Bits / 8)..]) << (Bits % 8);
        return [.. Of(hash), .. Groups(second >> (128 - Bits))];
    }

    private static string[] Groups(UInt128 number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture).PadLeft(Count, '0');
        return [.. digits.Chunk(GroupLength).Select(group => new string(group))];
    }
}
