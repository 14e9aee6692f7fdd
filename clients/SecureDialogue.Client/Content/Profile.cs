using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>A member's name and mailbox in one channel; signed by the member's device, so that a joiner can check it years later.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Admission">The admission of the device that signs.</param>
/// <param name="Name">The chosen name.</param>
/// <param name="Counter">Greater in every newer profile.</param>
/// <param name="Card">The mailbox.</param>
public sealed record Profile(
    Opaque Channel,
    ObjectHash Admission,
    string Name,
    ulong Counter,
    MailboxCard Card) : ISignedObject<Profile>
{
    /// <inheritdoc />
    public static int MaxBytes => 1536;

    /// <inheritdoc />
    public static string Label => SigningLabels.Profile;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Profile Read(ObjectReader fields) =>
        new(
            fields.Bytes(1, 16, 64),
            fields.Hash(2),
            fields.Name(3),
            fields.Number(4, 0, long.MaxValue),
            fields.Object<MailboxCard>(5))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Channel);
        fields.Bytes(2, Admission.Value);
        fields.Text(3, Name);
        fields.Number(4, Counter);
        fields.Object(5, Card);
    }

    /// <summary>Whether a profile is the one of this credential in this channel and its name can be shown.</summary>
    /// <param name="signed">The profile.</param>
    /// <param name="channel">The channel's id.</param>
    /// <param name="credential">The credential of the leaf it came from, or that the roster lists.</param>
    public static bool Belongs(Signed<Profile> signed, Opaque channel, DeviceCredential credential) =>
        signed.Body.Channel == channel
        && signed.Body.Admission == credential.Admission.Id
        && NameRules.Check(signed.Body.Name) == NameRefusal.None
        && signed.IsBy(credential.Device);
}
