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
    {
        var suite = state.Suite;
        Context = state.ProvisionalContext(tree) with
        {
            ConfirmedTranscriptHash = TranscriptHash.Confirmed(suite, state.InterimTranscriptHash.Span, commit),
        };
        PskSecret = Schedule.PskSecret.Compute(suite, []);
        JoinerSecret = KeySchedule.JoinerSecret(suite, state.Secrets.InitSecret, commitSecret, Context);
        EpochSecret = KeySchedule.EpochSecret(suite, JoinerSecret, PskSecret, Context);
        ConfirmationTag = KeySchedule.ConfirmationTag(suite, EpochSecret, Context);
    }

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
