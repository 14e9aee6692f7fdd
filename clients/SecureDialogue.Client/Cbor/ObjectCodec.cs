using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SecureDialogue.Client.Cbor;

/// <summary>Decode and Encode of every object. What one accepts, the other gives back byte for byte.</summary>
public static class ObjectCodec
{
    extension<T>(T value)
        where T : IDialogueObject<T>
    {
        /// <summary>Reads an object from exactly these bytes.</summary>
        /// <param name="bytes">One canonical map.</param>
        /// <exception cref="MalformedObjectException">The bytes are not such an object.</exception>
        [SuppressMessage("Design", "CA1000", Justification = "Called as a member of the object's own type: Charter.Decode.")]
        public static T Decode(ReadOnlySpan<byte> bytes)
        {
            ReadOnlyMemory<byte> copy = bytes.ToArray();
            StrictCbor.Check(copy, T.MaxBytes);
            return ObjectReader.Decode<T>(copy);
        }

        /// <summary>Writes the object: for a signed one this is the body that is signed.</summary>
        /// <exception cref="ArgumentException">A value is outside the bounds that a reader accepts.</exception>
        public byte[] Encode()
        {
            var bytes = ObjectWriter.Encode(value, null);
            RequireReadable<T>(bytes);
            return bytes;
        }

        /// <summary>The object's id: SHA-256 of its encoding without signatures.</summary>
        public Trust.ObjectHash Id => new(new Opaque(SHA256.HashData(value.Encode())));
    }

    private static void RequireReadable<T>(byte[] bytes)
        where T : IDialogueObject<T>
    {
        try
        {
            _ = Decode<T>(bytes);
        }
        catch (MalformedObjectException refused)
        {
            throw new ArgumentException(refused.Message, refused);
        }
    }
}
