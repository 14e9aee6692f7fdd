using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Judges what comes before it is kept: who sent it, whether signatures hold, whether it concerns this device.</summary>
internal sealed class PaperJudge(DeviceSession session, IPaperEffect effect)
{
    private const uint OldestHours = 60 * 24;
    private const uint AheadHours = 24;

    /// <summary>Judges a proposal.</summary>
    internal PaperRefusal Proposed(Paper paper)
    {
        var refusal = effect.Judge(paper);
        if (refusal != PaperRefusal.None)
        {
            return refusal;
        }

        if (!effect.HasSay(paper, paper.Objects[0], paper.Proposer))
        {
            return PaperRefusal.NoSay;
        }

        if (!paper.Objects.Any(part => effect.HasSay(paper, part, session.OwnKey)))
        {
            return PaperRefusal.NotForThisDevice;
        }

        if (paper.Hour > session.Now.Plus(AheadHours) || session.Now >= paper.Hour.Plus(OldestHours))
        {
            return PaperRefusal.WrongHour;
        }

        return CheckSignatures(paper);
    }

    /// <summary>Judges a countersignature.</summary>
    internal static PaperRefusal Signed(IPaperEffect effect, Paper paper, DeviceKey sender, IReadOnlyList<KeySignature> signatures)
    {
        if (!paper.Objects.Any(part => effect.HasSay(paper, part, sender)))
        {
            return PaperRefusal.NoSay;
        }

        var hold = signatures.Count == paper.Objects.Count
            && signatures.Select((one, i) => one.Signer == sender && paper.Objects[i].Holds(one)).All(holds => holds);
        return hold ? PaperRefusal.None : PaperRefusal.FalseSignature;
    }

    private PaperRefusal CheckSignatures(Paper paper)
    {
        if (!paper.Objects[0].Signatures.Any(one => one.Signer == paper.Proposer) || !paper.Objects.All(part => part.Signatures.All(part.Holds)))
        {
            return PaperRefusal.FalseSignature;
        }

        var signers = paper.Objects.SelectMany(part => part.Signatures).Select(one => one.Signer).Distinct();
        return signers.All(signer => paper.Objects.Any(part => effect.HasSay(paper, part, signer))) ? PaperRefusal.None : PaperRefusal.StrangerSigned;
    }
}
