namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>The answer to one call; what is there depends on the call (peer.mjs, members.ts).</summary>
internal sealed record PeerResult(string? Error, byte[]? Authenticator, byte[]? Bytes, byte[]? Welcome, uint? Leaf, bool Removed)
{
    internal PeerResult Succeeded()
    {
        Assert.True(Error is null, $"the peer refused: {Error}");
        return this;
    }
}
