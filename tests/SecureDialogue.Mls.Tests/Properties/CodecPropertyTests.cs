using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>What was written is read back the same, and only that: every structure has one encoding.</summary>
public sealed class CodecPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 500;

    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    private static readonly Gen<byte[]> LongBytes =
        Gen.OneOf(Bytes, Gen.Elements(63, 64, 16_383, 16_384).SelectMany(length => Gen.Constant(new byte[length])));

    private static readonly Gen<ushort> Number = Gen.Choose(0, ushort.MaxValue).Select(value => (ushort)value);

    private static readonly Gen<IReadOnlyList<ushort>> Numbers = Number.ListOf().Select(list => (IReadOnlyList<ushort>)[.. list]);

    private static readonly Gen<ulong> Large = Gen.Choose(int.MinValue, int.MaxValue).Two().Select(
        pair => ((ulong)unchecked((uint)pair.Item1) << 32) | unchecked((uint)pair.Item2));

    private static readonly Gen<IReadOnlyList<Extension>> ExtensionList =
        from types in Numbers
        from data in LongBytes
        select (IReadOnlyList<Extension>)[.. types.Distinct().Select(type => new Extension(new ExtensionType(type), data))];

    private static readonly Gen<Capabilities> AnyCapabilities =
        from suites in Numbers
        from extensions in Numbers
        from credentials in Numbers
        select new Capabilities(
            [.. extensions.Select(value => (ProtocolVersion)value)],
            [.. suites.Select(value => (CipherSuiteId)value)],
            [.. extensions.Select(value => new ExtensionType(value))],
            [.. suites.Select(value => new ProposalType(value))],
            [.. credentials.Select(value => new CredentialType(value))]);

    private static readonly Gen<LeafNode> Leaf =
        from source in Gen.Elements(LeafNodeSource.KeyPackage, LeafNodeSource.Update, LeafNodeSource.Commit)
        from key in LongBytes
        from identity in Bytes
        from capabilities in AnyCapabilities
        from notBefore in Large
        from notAfter in Large
        from extensions in ExtensionList
        select new LeafNode
        {
            EncryptionKey = key,
            SignatureKey = identity,
            Credential = new BasicCredential(identity),
            Capabilities = capabilities,
            Source = source,
            Lifetime = source == LeafNodeSource.KeyPackage ? new Lifetime(notBefore, notAfter) : null,
            ParentHash = source == LeafNodeSource.Commit ? key : default,
            Extensions = extensions,
            Signature = key,
        };

    private static readonly Gen<KeyPackage> Package =
        from leaf in Leaf
        from suite in Number
        from key in Bytes
        from extensions in ExtensionList
        select new KeyPackage
        {
            Version = ProtocolVersion.Mls10,
            CipherSuite = (CipherSuiteId)suite,
            InitKey = key,
            LeafNode = leaf,
            Extensions = extensions,
            Signature = key,
        };

    private static readonly Gen<PreSharedKeyId> Psk =
        from id in LongBytes
        from nonce in Bytes
        from epoch in Large
        from usage in Gen.Elements(ResumptionPskUsage.Application, ResumptionPskUsage.ReInit, ResumptionPskUsage.Branch)
        from isExternal in Gen.Elements(false, true)
        select isExternal ? new PreSharedKeyId.External(id, nonce) : (PreSharedKeyId)new PreSharedKeyId.Resumption(usage, id, epoch, nonce);

    private static readonly Gen<Proposal> AnyProposal = Gen.OneOf(
        Package.Select(package => (Proposal)new Proposal.Add(package)),
        Leaf.Select(leaf => (Proposal)new Proposal.Update(leaf)),
        Large.Select(leaf => (Proposal)new Proposal.Remove(new LeafIndex(unchecked((uint)leaf)))),
        Psk.Select(psk => (Proposal)new Proposal.PreSharedKey(psk)),
        ExtensionList.Select(list => (Proposal)new Proposal.ReInit(new byte[list.Count], ProtocolVersion.Mls10, CipherSuiteId.P256Aes128GcmSha256P256, list)),
        LongBytes.Select(output => (Proposal)new Proposal.ExternalInit(output)),
        ExtensionList.Select(list => (Proposal)new Proposal.GroupContextExtensions(list)));

    private static readonly Gen<GroupContext> Context =
        from suite in Number
        from id in LongBytes
        from epoch in Large
        from hash in Bytes
        from extensions in ExtensionList
        select new GroupContext
        {
            CipherSuite = (CipherSuiteId)suite,
            GroupId = id,
            Epoch = epoch,
            TreeHash = hash,
            ConfirmedTranscriptHash = hash,
            Extensions = extensions,
        };

    [Fact]
    public void A_length_has_one_header_and_it_is_read_back() => Holds(
        Gen.OneOf(Gen.Choose(0, VarInt.MaxValue), Gen.Choose(0, 1 << 15), Gen.Elements(63, 64, 16_383, 16_384, VarInt.MaxValue)),
        length =>
        {
            var header = new byte[VarInt.HeaderBytes(length)];
            VarInt.Write(length, header);

            Assert.Equal(length, VarInt.Read(header, out var headerBytes));
            Assert.Equal(header.Length, headerBytes);
            Assert.Equal(MlsError.Truncated, Assert.Throws<MlsException>(() => VarInt.Read(header.AsSpan(0, header.Length - 1), out _)).Error);
        });

    [Fact]
    public void A_header_that_is_read_is_the_one_that_would_be_written() => Holds(
        Bytes.Where(bytes => bytes.Length >= 4),
        bytes =>
        {
            if (Record.Exception(() => VarInt.Read(bytes, out _)) is { } refusal)
            {
                Assert.Equal(MlsError.LengthNotMinimal, Assert.IsType<MlsException>(refusal).Error);
                return;
            }

            var length = VarInt.Read(bytes, out var headerBytes);
            var header = new byte[headerBytes];
            VarInt.Write(length, header);
            Assert.Equal(bytes[..headerBytes], header);
        });

    [Fact]
    public void Vectors_in_vectors_are_read_back_whatever_their_headers_take() => Holds(
        LongBytes.ListOf(),
        parts =>
        {
            using var writer = new TlsWriter(1);
            var outer = writer.BeginVector();
            foreach (var part in parts)
            {
                var inner = writer.BeginVector();
                writer.WriteOpaque(part);
                writer.WriteUInt64((ulong)part.Length);
                writer.EndVector(inner);
            }

            writer.EndVector(outer);
            var whole = new TlsReader(writer.Written);
            var read = new TlsReader(whole.ReadOpaqueSpan());
            foreach (var part in parts)
            {
                var inner = new TlsReader(read.ReadOpaqueSpan());
                Assert.Equal(part, inner.ReadOpaque());
                Assert.Equal((ulong)part.Length, inner.ReadUInt64());
                inner.RequireEnd();
            }

            read.RequireEnd();
            whole.RequireEnd();
        });

    [Fact]
    public void Capabilities_are_read_back() => IsReadBack(AnyCapabilities, Capabilities.Read);

    [Fact]
    public void Leaves_are_read_back() => IsReadBack(Leaf, LeafNode.Read);

    [Fact]
    public void Key_packages_are_read_back() => IsReadBack(Package, KeyPackage.Read);

    [Fact]
    public void Names_of_pre_shared_keys_are_read_back() => IsReadBack(Psk, PreSharedKeyId.Read);

    [Fact]
    public void Proposals_are_read_back() => IsReadBack(AnyProposal, Proposal.Read);

    [Fact]
    public void Group_contexts_are_read_back() => IsReadBack(Context, GroupContext.Read);

    private void IsReadBack<T>(Gen<T> values, TlsRead<T> read, [CallerMemberName] string name = "")
        where T : ITlsEncodable => Holds(values, value =>
        {
            var bytes = TlsEncoding.Encode(value);

            Assert.Equal(bytes, TlsEncoding.Encode(TlsEncoding.Decode(bytes, read)));
            Assert.Throws<MlsException>(() => TlsEncoding.Decode(bytes.AsSpan(0, bytes.Length - 1), read));
            Validation.Refusal.Is(MlsError.TrailingBytes, () => TlsEncoding.Decode([.. bytes, 0], read));
        },
        name);

    private void Holds<T>(Gen<T> values, Action<T> property, [CallerMemberName] string name = "")
    {
        Prop.ForAll(values.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
        output.WriteLine($"measured: {name}: {Cases} cases");
    }
}
