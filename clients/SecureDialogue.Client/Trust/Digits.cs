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

    /// <summary>Computes the digits of one request and one officer's nonce.</summary>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="request">The join request's id.</param>
    /// <param name="nonce">The officer's 32 bytes.</param>
    /// <returns>Five groups of four, always in this order from left to right.</returns>
    public static IReadOnlyList<string> Compute(DialogueId dialogue, ObjectHash request, Opaque nonce)
    {
        byte[] input = [.. dialogue.Value.Span, .. request.Value.Span, .. nonce.Span];
        return Of(SigningLabels.Digits, input);
    }

    /// <summary>The digits of bytes under a label.</summary>
    /// <param name="label">What is compared.</param>
    /// <param name="body">The bytes.</param>
    internal static IReadOnlyList<string> Of(string label, ReadOnlySpan<byte> body) => Of(SHA256.HashData(SigningLabels.Frame(label, body)));

    /// <summary>The digits of any hash that people compare.</summary>
    /// <param name="hash">32 bytes; the first 66 bits count.</param>
    /// <returns>Five groups of four, always in this order from left to right.</returns>
    internal static IReadOnlyList<string> Of(ReadOnlySpan<byte> hash)
    {
        var number = ((UInt128)BinaryPrimitives.ReadUInt64BigEndian(hash) << 2) | (uint)(hash[8] >> 6);
        var digits = number.ToString(CultureInfo.InvariantCulture).PadLeft(Count, '0');
        return [.. digits.Chunk(GroupLength).Select(group => new string(group))];
    }
}
