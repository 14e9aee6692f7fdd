using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SecureDialogue.Wire;

/// <summary>Bytes of identifiers: drawing, reading and writing them.</summary>
public static class OpaqueId
{
    /// <summary>Bytes of every identifier.</summary>
    public const int Bytes = 16;

    /// <summary>Draws a fresh identifier.</summary>
    /// <typeparam name="T">Which identifier.</typeparam>
    public static T Draw<T>()
        where T : struct, IOpaqueId<T> => Read<T>(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads an identifier.</summary>
    /// <typeparam name="T">Which identifier.</typeparam>
    /// <param name="bytes">16 bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes.</exception>
    public static T Read<T>(ReadOnlySpan<byte> bytes)
        where T : struct, IOpaqueId<T> => bytes.Length == Bytes
            ? T.Of(BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : throw new ArgumentException("An identifier has 16 bytes.", nameof(bytes));

    /// <summary>The identifier's 16 bytes.</summary>
    /// <typeparam name="T">Which identifier.</typeparam>
    /// <param name="id">The identifier.</param>
    public static byte[] ToBytes<T>(this T id)
        where T : struct, IOpaqueId<T>
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return bytes;
    }
}
