using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Devices;

/// <summary>
/// Opens a dialogue and the founder's mailbox at the relay. A sole founder signs a Charter with rule 1-of-1 and the own admission at once; the first of
/// several gathers the others before there is a Charter.
/// </summary>
internal static class Founder
{
    /// <summary>How long the founder's admission holds: 400 days, longer than any renewal is put off.</summary>
    internal const uint AdmissionHours = 400 * 24;

    /// <summary>Draws and signs everything; nothing is sent.</summary>
    internal static DeviceState Draw(NewDialogue dialogue, BeginLink link, RelayId relay, UnixHour now)
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        var management = new Management(
            OpaqueId.Draw<RelayDialogueId>().ToBytes(),
            RandomNumberGenerator.GetBytes(Ed25519.SeedBytes),
            RandomNumberGenerator.GetBytes(Limits.KeyBytes));
        var pass = management.DrawPass(PassKind.Mailbox);
        var device = new DeviceState(
            link.Relay.ToString(), relay.ToBytes(), Stage.Founding, dialogue.Name, seed, MailboxMaker.Draw(pass.Pass.Span.ToArray(), pass.CloseMark.ToArray()))
        {
            Management = management,
            BeginPass = Encoding.ASCII.GetString(link.Token.Span),
        };
        return dialogue.Rules == StandardRules.Solo.Word ? SignAlone(device, dialogue, now) : device with { Plan = Plan(dialogue) };
    }

    private static DeviceState SignAlone(DeviceState device, NewDialogue dialogue, UnixHour now)
    {
        var seed = device.DeviceSeed;
        var key = new DeviceKey(new Opaque(Ed25519.PublicKey(seed)));
        var charter = Charter(dialogue, key, now).CoSign(seed);
        var chain = new SignedCharterChain([charter]);
        var admission = new Admission(
            new DialogueId(charter.Id.Value),
            charter.Id,
            new PersonTag(new Opaque(RandomNumberGenerator.GetBytes(PersonTag.Bytes))),
            key,
            null,
            Roles.Organizer | Roles.Facilitator,
            now,
            now.Plus(AdmissionHours)).CoSign(seed);
        return device with { Charters = chain.Encode(), Admission = admission.Encode(), AcceptedCharter = charter.Id.Value.ToArray() };
    }

    private static FoundingPlan Plan(NewDialogue dialogue) => new(
        dialogue.Title,
        dialogue.Parties,
        dialogue.Rules,
        (int)dialogue.Roles.Aggregate(Roles.None, (roles, word) => roles | RoleWords.Parse(word)),
        dialogue.Side.Length == 0 ? null : dialogue.Side);

    /// <summary>Tells the relay; every step may be repeated, so a crash or a cut is mended by calling it again.</summary>
    internal static async Task FinishAsync(DeviceSession session, CancellationToken cancellation)
    {
        var device = session.Device;
        if (device.Stage != Stage.Founding || device.Management is not { } management || device.BeginPass is not { } pass)
        {
            return;
        }

        var connection = await session.Relay.DialoguesAsync(cancellation).ConfigureAwait(false);
        var request = new CreateDialogueRequest(
            Encoding.UTF8.GetBytes(pass), OpaqueId.Read<RelayDialogueId>(management.Dialogue), Ed25519.PublicKey(management.Seed), management.DialogueMark, default);
        request = request with { Signature = Ed25519.Sign(management.Seed, DialogueProof.Bytes(connection.Context, request)) };
        RelayAnswer.Expect(await connection.CreateDialogue(request).ConfigureAwait(false));
        Faults.Pass(FaultPoint.AfterDialogueCreated);
        await new PassMint(session).MintAsync(PassKind.Mailbox, [device.Mailbox.Pass], cancellation).ConfigureAwait(false);
        var made = await MailboxMaker.MakeAsync(session, cancellation).ConfigureAwait(false);
        if (made != RelayCode.Ok)
        {
            throw new Connection.RelayRefusedException(made);
        }

        session.Save(session.Device with { Stage = device.Plan is null ? Stage.Admitted : Stage.Gathering, BeginPass = null });
    }

    private static Charter Charter(NewDialogue dialogue, DeviceKey founder, UnixHour now) => new(
        1,
        null,
        dialogue.Title,
        [.. dialogue.Parties.Select(party => new Party(PartyCode.Parse(party.Code), party.Title))],
        [new Officer(founder, null, Roles.Organizer | Roles.Facilitator)],
        SignatureRule.Solo,
        SignatureRule.Solo,
        SignatureRule.Solo,
        [],
        Regime.Closed,
        Trust.Charter.QuickStartRetentionDays,
        (int)LetterSeal.Suite.Id,
        [],
        now);
}
