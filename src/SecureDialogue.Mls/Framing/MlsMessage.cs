using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Framing;

/// <summary>The outermost structure of everything that is sent (RFC 9420 §6).</summary>
internal sealed record MlsMessage(WireFormat WireFormat, ITlsEncodable Body) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        writer.WriteUInt16((ushort)ProtocolVersion.Mls10);
        writer.WriteUInt16((ushort)WireFormat);
        Body.WriteTo(writer);
    }

    internal static MlsMessage Of(PublicMessage message) => new(WireFormat.PublicMessage, message);

    internal static MlsMessage Of(PrivateMessage message) => new(WireFormat.PrivateMessage, message);

    internal static MlsMessage Of(Welcome welcome) => new(WireFormat.Welcome, welcome);

    internal static MlsMessage Of(GroupInfo info) => new(WireFormat.GroupInfo, info);

    internal static MlsMessage Decode(ReadOnlySpan<byte> bytes) => TlsEncoding.Decode(bytes, Read);

    /// <summary>Decodes a message that must hold one kind of body.</summary>
    internal static T Decode<T>(ReadOnlySpan<byte> bytes)
        where T : class, ITlsEncodable => Decode(bytes).Body as T ?? throw new MlsException(MlsError.WireFormatUnexpected);

    internal static MlsMessage Read(ref TlsReader reader)
    {
        RequireVersion(ref reader);
        var wireFormat = (WireFormat)reader.ReadUInt16();
        return new MlsMessage(wireFormat, wireFormat switch
        {
            WireFormat.PublicMessage => PublicMessage.Read(ref reader),
            WireFormat.PrivateMessage => PrivateMessage.Read(ref reader),
            WireFormat.Welcome => Welcome.Read(ref reader),
            WireFormat.GroupInfo => GroupInfo.Read(ref reader),
            WireFormat.KeyPackage => KeyPackage.Read(ref reader),
            _ => throw new MlsException(MlsError.ValueUnknown),
        });
    }

    internal static void RequireVersion(ref TlsReader reader)
    {
        if ((ProtocolVersion)reader.ReadUInt16() != ProtocolVersion.Mls10)
        {
            throw new MlsException(MlsError.VersionNotSupported);
        }
    }
}
