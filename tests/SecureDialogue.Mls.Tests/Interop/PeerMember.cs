using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>A member that lives in a peer process.</summary>
/// <param name="Home">The process.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Name">Its identity.</param>
/// <param name="KeyPackage">What it is added by; empty for a founder.</param>
internal sealed record PeerMember(PeerProcess Home, int Number, string Name, byte[] KeyPackage)
{
    internal LeafIndex Leaf { get; set; }

    internal Engine Engine => Home.Engine;

    internal async Task<PeerResult> AskAsync(object call) => (await Home.SendAsync([call]))[0];
}
