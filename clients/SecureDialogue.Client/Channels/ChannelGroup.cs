using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>How a channel is an MLS group: what its leaves can do, and what its GroupContext says for ever.</summary>
internal static class ChannelGroup
{
    private static readonly ExtensionType Descriptor = new(ChannelDescriptor.ExtensionType);

    /// <summary>What every leaf states that it understands.</summary>
    internal static Capabilities Capabilities { get; } = Capabilities.Of(LetterSeal.Suite, [Descriptor]);

    /// <summary>Makes the group of a new channel, with the own leaf only.</summary>
    internal static MlsGroup Create(DeviceSession session, ChannelId channel, ChannelDescriptor descriptor)
    {
        var suite = CipherSuite.Get((CipherSuiteId)descriptor.SuiteId);
        var (key, credential) = PackageStock.DrawLeaf(suite, session.Admission!, session.Device.DeviceSeed);
        using (key)
        {
            return MlsGroup.Create(new GroupCreation
            {
                Suite = suite,
                GroupId = channel.ToBytes(),
                Credential = credential,
                SignatureKey = key,
                Capabilities = Capabilities,
                Lifetime = PackageStock.LifetimeFrom(session.Time.GetUtcNow()),
                GroupContextExtensions =
                [
                    new RequiredCapabilities([Descriptor], [], [CredentialType.Basic]).ToExtension(),
                    new Extension(Descriptor, descriptor.Encode()),
                ],
            });
        }
    }

    /// <summary>What the GroupContext says for ever.</summary>
    /// <exception cref="MalformedObjectException">It says nothing of the kind.</exception>
    internal static ChannelDescriptor Describe(MlsGroup group)
    {
        var extension = group.GroupContextExtensions.FirstOrDefault(one => one.Type == Descriptor);
        TrustFields.Require(extension is not null, "a group that is no channel");
        var descriptor = ObjectCodec.Decode<ChannelDescriptor>(extension!.Data.Span);
        TrustFields.Require(descriptor.SuiteId == (int)group.Suite.Id, "a channel of another suite");
        return descriptor;
    }
}
