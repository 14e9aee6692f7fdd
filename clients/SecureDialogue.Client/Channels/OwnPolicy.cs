using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;

namespace SecureDialogue.Client.Channels;

/// <summary>A channel policy that follows another one, signed by the own device now.</summary>
internal static class OwnPolicy
{
    /// <summary>The policy that is to follow one.</summary>
    internal static PolicyContent Next(DeviceSession session, ChannelPolicy current, Func<ChannelPolicy, ChannelPolicy> change)
    {
        var admission = session.Admission!;
        var next = change(current) with { Number = current.Number + 1, Previous = current.Id, SignerAdmission = admission.Id, Hour = session.Now };
        return new PolicyContent(next.Sign(session.Device.DeviceSeed), admission);
    }
}
