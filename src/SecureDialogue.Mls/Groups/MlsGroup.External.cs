using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>
    /// A GroupInfo of this epoch, signed by this client, with which others join by external commit (RFC 9420 §12.4.3.2). Whoever has
    /// it can come in, as far as the members' validators let him.
    /// </summary>
    /// <param name="extensions">Extensions beside external_pub and ratchet_tree.</param>
    /// <param name="withTree">Whether the tree is inside.</param>
    /// <returns>MLSMessage (GroupInfo).</returns>
    public byte[] ExportGroupInfo(IReadOnlyList<Extension>? extensions = null, bool withTree = true)
    {
        RequireGoingOn();
        using var external = ExternalInit.KeyPair(Suite, _state.Secrets.ExternalSecret);
        Extension[] tree = withTree ? [new Extension(ExtensionType.RatchetTree, _state.EncodedTree.ToArray())] : [];
        var info = WelcomeBuilder.GroupInfoOf(_state, [new ExternalPub(external.PublicKey).ToExtension(), .. tree, .. extensions ?? []]);
        return TlsEncoding.Encode(MlsMessage.Of(info));
    }

    /// <summary>The tree of this epoch as it travels beside a Welcome or GroupInfo (RFC 9420 §12.4.3.3).</summary>
    public byte[] ExportRatchetTree() => _state.EncodedTree.ToArray();

    /// <summary>Joins by external commit (RFC 9420 §12.4.3.2); the members decide whether it counts.</summary>
    /// <param name="groupInfoMlsMessage">MLSMessage (GroupInfo) with external_pub.</param>
    /// <param name="join">Who joins, and how.</param>
    /// <exception cref="MlsException">The GroupInfo, the group or a member in it breaks a rule.</exception>
    public static ExternalCommit JoinExternally(ReadOnlySpan<byte> groupInfoMlsMessage, ExternalJoin join)
    {
        var info = MlsMessage.Decode<GroupInfo>(groupInfoMlsMessage);
        var (message, state) = ExternalJoiner.Build(info, join);
        return new ExternalCommit(message, new MlsGroup(state) { JoinedGroupInfoExtensions = info.Extensions });
    }
}
