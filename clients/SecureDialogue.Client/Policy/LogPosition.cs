using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Policy;

/// <summary>A place in a channel's log and the digest of everything up to it: (n, d(n)).</summary>
/// <param name="Number">n, the last item's sequence; 0 before the first.</param>
/// <param name="Digest">d(n), 32 bytes.</param>
public sealed record LogPosition(ulong Number, Opaque Digest);
