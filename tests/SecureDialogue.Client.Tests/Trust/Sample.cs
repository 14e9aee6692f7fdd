using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

/// <summary>An object's bytes and what decoding and encoding them again gives.</summary>
internal sealed record Sample(string Folder, string Name, byte[] Bytes, ObjectHash Id, Func<byte[], byte[]> Recode)
{
    internal static Sample Plain<T>(string folder, T value)
        where T : IDialogueObject<T> => new(folder, typeof(T).Name, value.Encode(), value.Id, bytes => ObjectCodec.Decode<T>(bytes).Encode());

    internal static Sample Signed<T>(string folder, T value, byte signer)
        where T : ISignedObject<T>
    {
        var signed = value.Sign(World.Seed(signer));
        return new(folder, typeof(T).Name, signed.Encode(), signed.Id, bytes => SignedCodec.DecodeSigned<T>(bytes).Encode());
    }

    internal static Sample CoSigned<T>(string folder, CoSigned<T> signed)
        where T : ISignedObject<T> =>
        new(folder, typeof(T).Name, signed.Encode(), signed.Id, bytes => SignedCodec.DecodeCoSigned<T>(bytes).Encode());
}
