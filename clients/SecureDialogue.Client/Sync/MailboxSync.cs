using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>
/// Reads the own mailbox: each letter is opened, processed and persisted in one transaction, and acknowledged after it. A letter
/// that cannot be read or is not awaited changes nothing and is acknowledged too, so that it cannot block the others.
/// </summary>
internal sealed class MailboxSync(DeviceSession session)
{
    /// <summary>Processes everything that waits, and keeps the stock of key packages.</summary>
    /// <returns>How many letters were processed.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        // Where the digits differ, an admission that comes all the same waits at the relay.
        if (session.Device.Stage is Stage.Founding or Stage.Asking or Stage.InDoubt or Stage.Differ)
        {
            return 0;
        }

        var keys = session.Device.Mailbox;
        var count = 0;
        var known = new HashSet<LetterId>();
        bool more;
        do
        {
            var connection = await session.Relay.MailboxAsync(keys, cancellation).ConfigureAwait(false);
            var reply = RelayAnswer.Expect(await connection.ReadLetters(new ReadLettersRequest(keys.Mailbox)).ConfigureAwait(false));

            // A relay that keeps showing the same letters is not followed for ever.
            var fresh = reply.Letters.Select(letter => known.Add(letter.Id)).ToArray();
            more = reply.More && fresh.Contains(true);
            foreach (var letter in reply.Letters)
            {
                Process(letter);
                count++;
            }

            Faults.Pass(FaultPoint.AfterLetterPersist);
            if (reply.Letters.Count > 0)
            {
                var acknowledge = new AcknowledgeLettersRequest(keys.Mailbox, [.. reply.Letters.Select(letter => letter.Id)]);
                RelayAnswer.Expect(await connection.AcknowledgeLetters(acknowledge).ConfigureAwait(false));
                Faults.Pass(FaultPoint.AfterLetterAcknowledged);
            }
        }
        while (more);

        if (session.Device.NextAdmission is not null)
        {
            session.Store.Write(writer => Renewal.TakeEffect(session, writer));
        }

        await new PackageStock(session).RefillAsync(session.Relay.PackagesLeft, cancellation).ConfigureAwait(false);
        return count;
    }

    /// <summary>Opens, processes and persists one letter.</summary>
    internal void Process(Wire.Letter sealedLetter)
    {
        var keys = session.Device.Mailbox;
        try
        {
            using var hpke = HpkeKeyPair.FromPrivateKey(LetterSeal.Suite, keys.HpkePrivateKey);
            var letter = LetterSeal.Open(sealedLetter.Bytes.Span, new Opaque(keys.Id), hpke);
            Faults.Pass(FaultPoint.BeforeLetterPersist);
            session.Store.Write(writer => Handle(writer, letter));
        }
        catch (MalformedObjectException)
        {
            // Anybody who holds the drop token can drop anything; what is refused leaves no trace but this count.
            RefusedLetters++;
        }
        catch (Exception refused) when (refused is CryptographicException or MlsException)
        {
            // The card in it may hold a key that is none.
            RefusedLetters++;
        }
    }

    /// <summary>Letters that were refused, for tests and the sync report.</summary>
    internal int RefusedLetters { get; private set; }

    private void Handle(StoreWriter writer, Trust.Letter letter)
    {
        switch (letter.Kind)
        {
            case LetterKind.JoinRequest:
                new AdmissionDesk(session).Requested(writer, letter);
                break;
            case LetterKind.Reply:
                Applicant.Answered(session, writer, letter);
                break;
            case LetterKind.Admission when session.Device.Stage == Stage.Admitted:
                Renewal.Granted(session, writer, letter);
                break;
            case LetterKind.Admission:
                Applicant.Admitted(session, writer, letter);
                break;
            case LetterKind.Declined when session.Device.FoundingAnswer is not null:
                Cofounder.Declined(session, writer, letter);
                break;
            case LetterKind.Declined:
                Applicant.Declined(session, writer, letter);
                break;
            case LetterKind.FoundingRequest:
                new FoundingDesk(session).Requested(writer, letter);
                break;
            case LetterKind.Acceptance:
                new AdmissionDesk(session).Accepted(writer, letter);
                break;
            case LetterKind.DigitsDiffer:
                new AdmissionDesk(session).Differed(writer, letter);
                break;
            case LetterKind.OfficerNotice:
                new PeopleDirectory(session).Told(writer, letter);
                break;
            case LetterKind.Proposal or LetterKind.Countersignature or LetterKind.Remark:
                new PaperIntake(session).Received(writer, letter);
                break;
            case LetterKind.Welcome:
                WelcomeDesk.Keep(session, writer, letter);
                break;
            case LetterKind.Passes:
                new PassDesk(session).Received(writer, letter);
                break;
            case LetterKind.PassRequest:
                new PassDesk(session).Asked(writer, letter);
                break;
            case LetterKind.Swap:
                SwapDesk.Received(session, writer, letter);
                break;
            case LetterKind.Revocation:
                new RevocationLetters(session).Told(writer, letter);
                break;
            case LetterKind.CrossCheck:
            default:
                throw new MalformedObjectException("a letter of a kind that is not awaited");
        }
    }
}
