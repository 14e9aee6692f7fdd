using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>A member that lives in the peer process.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="Name">Its identity.</param>
/// <param name="KeyPackage">What it is added by; empty for a founder.</param>
internal sealed record PeerMember(int Number, string Name, byte[] KeyPackage)
{
    internal LeafIndex Leaf { get; set; }
}
