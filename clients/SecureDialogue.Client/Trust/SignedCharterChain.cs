using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>All versions of a Charter as they travel; nothing in it counts before <see cref="Verify"/>.</summary>
/// <param name="Versions">From version 1 on, at most 64.</param>
public sealed record SignedCharterChain(
    IReadOnlyList<CoSigned<Charter>> Versions) : IDialogueObject<SignedCharterChain>
{
    /// <inheritdoc />
    public static int MaxBytes => ObjectLimits.MaxObjectBytes / 2;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static SignedCharterChain Read(ObjectReader fields) =>
        new([.. fields.ByteStrings(1, Charter.MaxVersions, 1, Charter.MaxBytes).Select(bytes => SignedCodec.DecodeCoSigned<Charter>(bytes.Span))])
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.ByteStrings(1, Versions.Select(version => new Opaque(version.Encode())));
    }

    /// <summary>Checks hashes and signatures: version 1 is signed by all its officers, every later one by the quorum of the one before.</summary>
    /// <param name="chain">The chain that may be relied on, when the answer is <see cref="CharterRefusal.None"/>; otherwise null.</param>
    public CharterRefusal Verify(out CharterChain? chain)
    {
        chain = null;
        if (Versions.Count == 0)
        {
            return CharterRefusal.VersionMissing;
        }

        for (var i = 0; i < Versions.Count; i++)
        {
            var refusal = CharterRules.Check(Versions[i], i == 0 ? null : Versions[i - 1]);
            if (refusal != CharterRefusal.None)
            {
                return refusal;
            }
        }

        chain = new CharterChain(this);
        return CharterRefusal.None;
    }
}
