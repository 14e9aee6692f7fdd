using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>A remark as the store keeps it.</summary>
/// <param name="Sender">The sender's device key, 32 bytes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The words.</param>
/// <param name="Hour">Hours since 1970.</param>
internal sealed record StoredRemark(byte[] Sender, int Kind, string Text, uint Hour)
{
    internal static StoredRemark Of(PaperRemark remark) => new(remark.Sender.Value.ToArray(), (int)remark.Kind, remark.Text, remark.Hour.Value);

    internal PaperRemark Read() => new(new DeviceKey(new Opaque(Sender)), (RemarkKind)Kind, Text, new UnixHour(Hour));
}
