using System.Buffers.Binary;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class CodecRefusalTests
{
    [Theory]
    [InlineData("", MlsError.Truncated)]
    [InlineData("40", MlsError.Truncated)]
    [InlineData("0100", null)]
    [InlineData("4001ff", MlsError.LengthNotMinimal)]
    [InlineData("80000001ff", MlsError.LengthNotMinimal)]
    [InlineData("c000000000000001ff", MlsError.LengthNotMinimal)]
    [InlineData("bfffffff", MlsError.Truncated)]
    [InlineData("01ff00", MlsError.TrailingBytes)]
    public void A_vector_has_the_shortest_header_and_all_its_bytes(string hex, MlsError? error)
    {
        var bytes = Convert.FromHexString(hex);

        if (error is { } expected)
        {
            Refusal.OfBytes(expected, "opaque", bytes);
        }
        else
        {
            Acceptance.OfBytes("opaque", bytes);
            Assert.Equal([0], TlsEncoding.Decode(bytes, (ref TlsReader reader) => reader.ReadOpaque()));
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(16383)]
    [InlineData(16384)]
    public void Vectors_at_the_borders_of_headers_come_back(int length)
    {
        using var writer = new TlsWriter();
        var start = writer.BeginVector();
        writer.WriteFixed(new byte[length]);
        writer.EndVector(start);

        Assert.Equal(length, TlsEncoding.Decode(writer.Written, (ref TlsReader reader) => reader.ReadOpaque()).Length);
    }

    [Fact]
    public void An_unknown_selector_is_refused()
    {
        Assert.IsType<Proposal.Remove>(TlsEncoding.Decode([0, 3, 0, 0, 0, 1], Proposal.Read));

        Acceptance.OfBytes("proposal", [0, 3, 0, 0, 0, 1]);
        Refusal.OfBytes(MlsError.ValueUnknown, "proposal", [0, 99, 0, 0, 0, 1]);
        Refusal.OfBytes(MlsError.ValueUnknown, "commit", [0, 2]);
    }

    [Fact]
    public void Another_protocol_version_is_refused()
    {
        var bytes = TlsEncoding.Encode(new MlsMessage(WireFormat.KeyPackage, new TestClient("a").KeyPackage));
        Acceptance.OfBytes("message", bytes);

        bytes[1] = 2;

        Refusal.OfBytes(MlsError.VersionNotSupported, "message", bytes);
    }

    [Fact]
    public void Only_known_suites_are_given()
    {
        Assert.Equal([1, 2, 3, 5, 7], CipherSuite.All.Select(suite => (int)suite.Id));

        Refusal.Is(MlsError.CipherSuiteNotSupported, () => CipherSuite.Get((CipherSuiteId)0x0a0a));
    }

    [Fact]
    public void Another_wire_format_than_expected_is_refused()
    {
        var alice = new TestClient("alice").Creates();
        var bytes = TlsEncoding.Encode(new MlsMessage(WireFormat.KeyPackage, alice.KeyPackage));
        Assert.Equal(alice.KeyPackage.Encode(), MlsMessage.Decode<KeyPackage>(bytes).Encode());

        Acceptance.OfBytes("message", bytes);

        Refusal.OfBytes(MlsError.WireFormatUnexpected, "welcome", bytes);
        Refusal.OfBytes(MlsError.WireFormatUnexpected, "header", bytes);
        Refusal.Of(MlsError.WireFormatUnexpected, alice.Group, bytes);
    }

    [Fact]
    public void One_extension_type_twice_is_refused()
    {
        byte[] once = [4, 0xf0, 1, 1, 7];
        byte[] twice = [8, 0xf0, 1, 1, 7, 0xf0, 1, 1, 8];
        Assert.Single(TlsEncoding.Decode(once, Extension.ReadList));
        Acceptance.OfBytes("extensions", once);

        Refusal.OfBytes(MlsError.ExtensionDuplicate, "extensions", twice);
    }

    [Fact]
    public void A_snapshot_of_another_version_is_refused()
    {
        var client = new TestClient("alice").Creates();
        var (group, secrets) = (client.Group.Save(), client.Secrets.Save());
        Acceptance.OfBytes("snapshot", group);
        Acceptance.OfBytes("secrets", secrets);
        Assert.Equal(secrets, KeyPackageSecrets.Load(secrets).Save());

        group[0] = secrets[0] = 0x7f;

        Refusal.OfBytes(MlsError.SnapshotVersionUnknown, "snapshot", group);
        Refusal.OfBytes(MlsError.SnapshotVersionUnknown, "secrets", secrets);
    }

    [Fact]
    public void A_snapshot_in_which_something_stands_twice_is_refused()
    {
        var (alice, bob) = (new TestClient("alice"), new TestClient("bob"));
        _ = TestGroup.Of(alice, bob);
        _ = alice.Says("skipped");
        _ = bob.Hears(alice.Says("heard"));
        var (whole, fresh) = (bob.Group.Save(), new TestClient("carol").Creates().Group.Save());
        Acceptance.OfBytes("snapshot", whole);
        Acceptance.OfBytes("snapshot", fresh);

        // A skipped key: generation, key and nonce; the root of a secret tree: node and secret; both the only ones of their lists.
        Refusal.OfBytes(MlsError.ValueUnknown, "snapshot", Doubled(whole, [50, 0, 0, 0, 0, 32], 81));
        Refusal.OfBytes(MlsError.ValueUnknown, "snapshot", Doubled(fresh, [37, 0, 0, 0, 0, 32]));
    }

    // The last list that begins like this has its only entry twice; the header of the list around it, if any, stands so far before it.
    private static byte[] Doubled(byte[] saved, byte[] start, int around = 0)
    {
        var at = saved.AsSpan().LastIndexOf(start);
        var entry = saved[(at + 1)..(at + 1 + start[0])];
        byte[] doubled = [.. saved[..at], 0x40, (byte)(2 * entry.Length), .. entry, .. entry, .. saved[(at + 1 + entry.Length)..]];
        if (around > 0)
        {
            var header = doubled.AsSpan(at - around);
            BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(header) + entry.Length + 1));
        }

        return doubled;
    }
}
