using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>What recorded bytes are read as, by name; the checks of trees read suite 3.</summary>
internal static class RecordedDecoders
{
    private static readonly CipherSuite TreeSuite = CipherSuite.Get(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);

    internal static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["opaque"] = bytes => TlsEncoding.Decode(bytes, (ref TlsReader reader) => reader.ReadOpaque()),
        ["proposal"] = bytes => TlsEncoding.Decode(bytes, Proposal.Read),
        ["commit"] = bytes => TlsEncoding.Decode(bytes, Commit.Read),
        ["extensions"] = bytes => TlsEncoding.Decode(bytes, Extension.ReadList),
        ["message"] = bytes => MlsMessage.Decode(bytes),
        ["header"] = bytes => MlsGroup.PeekHeader(bytes),
        ["welcome"] = bytes => MlsMessage.Decode<Welcome>(bytes),
        ["snapshot"] = bytes => MlsGroup.Load(bytes).Dispose(),
        ["secrets"] = bytes => KeyPackageSecrets.Load(bytes).Dispose(),
        ["tree"] = bytes => RatchetTreeExtension.Decode(bytes),
        ["parents"] = bytes => RatchetTreeRules.RequireValidParents(TreeSuite, RatchetTreeExtension.Decode(bytes)),
        ["keys"] = bytes => RatchetTreeRules.RequireUniqueKeys(RatchetTreeExtension.Decode(bytes)),
        ["credentials"] = bytes => RatchetTreeRules.RequireCredentialSupport(RatchetTreeExtension.Decode(bytes)),
    };
}
