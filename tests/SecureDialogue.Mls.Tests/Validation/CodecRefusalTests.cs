using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
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
        var read = () => TlsEncoding.Decode(bytes, (ref TlsReader reader) => reader.ReadOpaque());

        if (error is { } expected)
        {
            Refusal.Is(expected, () => read());
        }
        else
        {
            Assert.Equal([0], read());
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

        Refusal.Is(MlsError.ValueUnknown, () => TlsEncoding.Decode([0, 99, 0, 0, 0, 1], Proposal.Read));
        Refusal.Is(MlsError.ValueUnknown, () => TlsEncoding.Decode([0, 2], Commit.Read));
    }

    [Fact]
    public void Another_protocol_version_is_refused()
    {
        var bytes = TlsEncoding.Encode(new MlsMessage(WireFormat.KeyPackage, new TestClient("a").KeyPackage));
        _ = MlsMessage.Decode(bytes);

        bytes[1] = 2;

        Refusal.Is(MlsError.VersionNotSupported, () => MlsMessage.Decode(bytes));
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

        Refusal.Is(MlsError.WireFormatUnexpected, () => MlsMessage.Decode<Welcome>(bytes));
        Refusal.Is(MlsError.WireFormatUnexpected, () => MlsGroup.PeekHeader(bytes));
        Refusal.Of(MlsError.WireFormatUnexpected, alice.Group, bytes);
    }

    [Fact]
    public void One_extension_type_twice_is_refused()
    {
        byte[] once = [4, 0xf0, 1, 1, 7];
        byte[] twice = [8, 0xf0, 1, 1, 7, 0xf0, 1, 1, 8];
        Assert.Single(TlsEncoding.Decode(once, Extension.ReadList));

        Refusal.Is(MlsError.ExtensionDuplicate, () => TlsEncoding.Decode(twice, Extension.ReadList));
    }

    [Fact]
    public void A_snapshot_of_another_version_is_refused()
    {
        var client = new TestClient("alice").Creates();
        var (group, secrets) = (client.Group.Save(), client.Secrets.Save());
        _ = MlsGroup.Load(group);
        Assert.Equal(secrets, KeyPackageSecrets.Load(secrets).Save());

        group[0] = secrets[0] = 0x7f;

        Refusal.Is(MlsError.SnapshotVersionUnknown, () => MlsGroup.Load(group));
        Refusal.Is(MlsError.SnapshotVersionUnknown, () => KeyPackageSecrets.Load(secrets));
    }
}
