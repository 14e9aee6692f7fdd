using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A message after every check: <see cref="ApplicationReceived"/>, <see cref="CommitReceived"/> or <see cref="ProposalReceived"/>.</summary>
public abstract record ReceivedMessage
{
    private protected ReceivedMessage(LeafIndex sender, ReadOnlyMemory<byte> authenticatedData)
    {
        Sender = sender;
        AuthenticatedData = authenticatedData;
    }

    /// <summary>In what role it was sent.</summary>
    public SenderType SenderType { get; internal init; } = SenderType.Member;

    /// <summary>The member that signed it; for an external commit the place its sender takes, for other outsiders the first place, which says nothing.</summary>
    public LeafIndex Sender { get; }

    /// <summary>What it showed in clear, now authentic.</summary>
    public ReadOnlyMemory<byte> AuthenticatedData { get; }
}
