using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>A member of any engine; exactly one of the two is there.</summary>
internal sealed record LeafOwner(TestClient? Core, PeerMember? Peer)
{
    internal LeafIndex Leaf => Core?.Group.OwnLeaf ?? Peer!.Leaf;

    internal Engine Engine => Peer?.Engine ?? Engine.Core;
}
