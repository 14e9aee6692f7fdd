using System.Buffers.Binary;
using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>
/// What two screens show when people make sure of each other: a hash over what each device knows by itself, read out as 20 digits or
/// scanned whole as a QR code. Nobody's answer goes into it, so it is the same on both ends without a message between them.
/// </summary>
/// <param name="Hash">32 bytes.</param>
public sealed record VerificationCode(Opaque Hash)
{
    /// <summary>What the scanned text begins with. It is no address, so that no camera opens it and it links no device.</summary>
    public const string ScanPrefix = "SDV1:";

    /// <summary>Five groups of four digits, always in this order from left to right: the first 66 bits.</summary>
    public IReadOnlyList<string> Digits => Trust.Digits.Of(Hash.Span);

    /// <summary>The whole hash as a QR code holds it: <c>SDV1:</c> and 64 upper-case hexadecimal digits.</summary>
    public string Scan => ScanPrefix + Convert.ToHexString(Hash.Span);

    /// <summary><c>SHA-256("SecureDialogue person digits" || 0x00 || dialogue || lower key || higher key)</c>.</summary>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="one">One device.</param>
    /// <param name="other">The other; the order of the two changes nothing.</param>
    public static VerificationCode OfDevices(DialogueId dialogue, DeviceKey one, DeviceKey other)
    {
        var (lower, higher) = one.Value <= other.Value ? (one, other) : (other, one);
        return Of(SigningLabels.PersonDigits, [.. dialogue.Value.Span, .. lower.Value.Span, .. higher.Value.Span]);
    }

    /// <summary>
    /// <c>SHA-256("SecureDialogue channel digits" || 0x00 || channel || epoch u64 || authenticator || SHA-256(admission ids, ascending))</c>.
    /// </summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="authenticator">SHA-256 of the epoch authenticator.</param>
    /// <param name="admissions">The id of every leaf's admission, in any order.</param>
    public static VerificationCode OfChannel(Opaque channel, ulong epoch, Opaque authenticator, IEnumerable<ObjectHash> admissions)
    {
        var number = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(number, epoch);
        byte[] roster = [.. admissions.Select(admission => admission.Value).Order().SelectMany(id => id.ToArray())];
        return Of(SigningLabels.ChannelDigits, [.. channel.Span, .. number, .. authenticator.Span, .. SHA256.HashData(roster)]);
    }

    /// <summary>Whether a scanned text is this code's; compared in constant time.</summary>
    /// <param name="scanned">What the camera read, perhaps with white space around it or in lower case.</param>
    public bool IsShownAs(string scanned)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        var text = scanned.AsSpan().Trim();
        return text.StartsWith(ScanPrefix, StringComparison.OrdinalIgnoreCase)
            && Convert.FromHexString(text[ScanPrefix.Length..], hash, out var read, out var written) == System.Buffers.OperationStatus.Done
            && read == text.Length - ScanPrefix.Length
            && written == hash.Length
            && CryptographicOperations.FixedTimeEquals(hash, Hash.Span);
    }

    private static VerificationCode Of(string label, byte[] input) => new(new Opaque(SHA256.HashData(SigningLabels.Frame(label, input))));
}
