using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>The step of the key schedule that a commit makes (RFC 9420 §8). Owns its secrets.</summary>
internal sealed class EpochChange : IDisposable
{
    internal EpochChange(GroupState state, AuthenticatedContent commit, RatchetTree tree, Secret commitSecret)
        : this(EpochStart.Of(state), commit, state.ProvisionalContext(tree), commitSecret)
    {
    }

    internal EpochChange(EpochStart start, AuthenticatedContent commit, GroupContext provisional, Secret commitSecret)
    {
        var suite = start.Suite;
        Context = provisional with
        {
            ConfirmedTranscriptHash = TranscriptHash.Confirmed(suite, start.InterimTranscriptHash.Span, commit),
        };
        PskIds = [.. start.Psks.Select(psk => psk.Id)];
        PskSecret = Schedule.PskSecret.Compute(suite, start.Psks);
        JoinerSecret = KeySchedule.JoinerSecret(suite, start.InitSecret, commitSecret, Context);
        EpochSecret = KeySchedule.EpochSecret(suite, JoinerSecret, PskSecret, Context);
        ConfirmationTag = KeySchedule.ConfirmationTag(suite, EpochSecret, Context);
    }

    internal IReadOnlyList<PreSharedKeyId> PskIds { get; }

    internal GroupContext Context { get; }

    internal Secret PskSecret { get; }

    internal Secret JoinerSecret { get; }

    internal Secret EpochSecret { get; }

    internal byte[] ConfirmationTag { get; }

    public void Dispose()
    {
        PskSecret.Dispose();
        JoinerSecret.Dispose();
        EpochSecret.Dispose();
    }
}
