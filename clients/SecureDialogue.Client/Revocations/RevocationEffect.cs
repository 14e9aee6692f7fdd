using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Revocations;

/// <summary>
/// The revocation of a device or a person by the Charter's device rule. When it is complete every signer's device posts it in all its
/// channels where the target stands and tells everybody whose mailbox it knows. It waits for nobody's objection: a device is lost now.
/// </summary>
internal sealed class RevocationEffect(DeviceSession session) : IPaperEffect
{
    private IReadOnlyList<NamedDevice>? _known;
    private IReadOnlyList<Revocation>? _before;

    private IReadOnlyList<NamedDevice> Known => _known ??= new DeviceDirectory(session).All();

    private IReadOnlyList<Revocation> Before => _before ??= [.. new KnownCuts(session).Revocations.Select(one => one.Body)];

    /// <inheritdoc />
    public bool WaitsForObjections => false;

    /// <inheritdoc />
    public bool OutlivesWithdrawal => false;

    /// <inheritdoc />
    public PaperRefusal Judge(Paper paper)
    {
        if (paper.Objects.Count != 1)
        {
            return PaperRefusal.AgainstTheRules;
        }

        if (session.Charters is not { } charters)
        {
            return PaperRefusal.TooEarly;
        }

        var refusal = PaperRefusals.Of(Check(paper, charters), HasSay(paper, paper.Objects[0], paper.Proposer));
        return refusal == PaperRefusal.None && Of(paper).Body.Charter != charters.HeadId ? PaperRefusal.OlderCharter : refusal;
    }

    /// <inheritdoc />
    public bool HasSay(Paper paper, PaperObject part, DeviceKey device) => ChainOf(paper) is { } charters && AsSigner(paper, charters, device) is not null;

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Signers(Paper paper)
    {
        var officers = ChainOf(paper)?.Head.Officers.Select(officer => officer.Key) ?? [];
        var others = Of(paper).Body.Others.Select(other => other.Body.Device);
        return [.. officers.Concat(others).Distinct().Where(device => HasSay(paper, paper.Objects[0], device))];
    }

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Missing(Paper paper)
    {
        if (ChainOf(paper) is not { } charters)
        {
            return [];
        }

        return MissingSigners.Of(
            charters.Head.DeviceRule,
            new RuleSubject(charters.Head.PartyCodes, Of(paper).Body.Target.Body.Party),
            [.. Signers(paper).Select(device => AsSigner(paper, charters, device)!)],
            paper.IsSignedBy);
    }

    /// <inheritdoc />
    public bool IsMet(Paper paper) => session.Charters is { } charters && Check(paper, charters) == RemovalRefusal.None;

    /// <inheritdoc />
    public void RequireSignable(Paper paper)
    {
        if (session.Admission is { } own && Of(paper).Body.Covers(own.Body))
        {
            throw new DialogueException(DialogueError.NotAllowed, "a device does not cut itself off", "sign with another device, or ask two officers");
        }
    }

    /// <inheritdoc />
    public void Complete(StoreWriter writer, Paper paper)
    {
        var revocation = Of(paper);
        KnownCuts.Keep(writer, revocation);
        var body = new RevocationContent(revocation).Encode();
        var post = new PaperPost(session);
        foreach (var other in Known.Where(one => one.Card is not null && !revocation.Body.Covers(one.Admission.Body)))
        {
            // Nothing goes to a device that may be in other hands.
            if (!post.TryWrite(writer, LetterKind.Revocation, body, other.Card))
            {
                session.Notices.Add($"{other.Name} cannot be told by letter that a device was cut off");
            }
        }

        session.Alarm(writer, CutWords.Told(NameOf(paper), revocation.Body.WholePerson));
    }

    /// <inheritdoc />
    public void Withdrawn(StoreWriter writer, Paper paper)
    {
        // Nothing was done that could be taken back.
    }

    /// <inheritdoc />
    public PaperWords Describe(Paper paper)
    {
        var body = Of(paper).Body;
        return new PaperWords(
            $"{(body.WholePerson ? "cutting off all devices of" : "cutting off a device of")} {NameOf(paper)}",
            [.. AdmissionWords.Terms(body.Target.Body, session.Charters), "it is taken out of every channel and never comes back"]);
    }

    /// <summary>The revocation in a paper.</summary>
    internal static CoSigned<Revocation> Of(Paper paper) => paper.All<Revocation>()[0];

    private RemovalRefusal Check(Paper paper, CharterChain charters) => RemovalRules.CheckByItsCharter(Of(paper), charters, Before);

    private Signer? AsSigner(Paper paper, CharterChain charters, DeviceKey device) => RemovalRules.AsSigner(device, Of(paper).Body, charters, Before);

    private CharterChain? ChainOf(Paper paper) => session.Charters?.UpTo(Of(paper).Body.Charter);

    private string NameOf(Paper paper)
    {
        var device = Of(paper).Body.Target.Body.Device;
        var name = Known.FirstOrDefault(one => one.Device == device)?.Name ?? paper.Contacts.FirstOrDefault(one => one.Device == device)?.Name;
        return string.IsNullOrEmpty(name) ? "somebody" : name;
    }
}
