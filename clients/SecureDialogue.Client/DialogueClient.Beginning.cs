using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.Client;

/// <content>How a device comes into a dialogue.</content>
public sealed partial class DialogueClient
{
    /// <summary>Opens a new dialogue on a relay. A sole founder is neutral, organizer and facilitator, and signs alone (rule 1-of-1); with other rules it begins when all founders have signed.</summary>
    /// <param name="dialogue">What the founder decides.</param>
    /// <param name="options">Where the home is made: an empty or missing directory.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was made; or the relay was lost midway, then <see cref="SyncAsync"/> goes on.</exception>
    public static Task<DialogueClient> CreateAsync(NewDialogue dialogue, ClientOptions options, CancellationToken cancellation = default) =>
        TranslatedAsync(async () =>
        {
            RequirePlatform();
            dialogue = Acceptable(dialogue);
            var link = ReadLink(() => BeginLink.ParseLink(dialogue.BeginLink.Trim()));
            var relay = await IntroduceAsync(link.Relay, null, options, cancellation).ConfigureAwait(false);
            var device = Founder.Draw(dialogue, link, relay, UnixHour.Of(options.Time.GetUtcNow()));
            var client = MakeHome(device, options);
            return await FirstAsync(client, session => Founder.FinishAsync(session, cancellation), cancellation).ConfigureAwait(false);
        });

    /// <summary>Asks to be admitted with an invitation, or answers a founding link; makes the home.</summary>
    /// <param name="link">The invitation or founding link.</param>
    /// <param name="name">The chosen name, 1 to 64 characters.</param>
    /// <param name="options">Where the home is made: an empty or missing directory.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was made; or the relay was lost midway, then <see cref="SyncAsync"/> goes on.</exception>
    public static Task<DialogueClient> JoinAsync(string link, string name, ClientOptions options, CancellationToken cancellation = default) =>
        TranslatedAsync(async () =>
        {
            RequirePlatform();
            if (FoundingLink.IsLink(link.Trim()))
            {
                return await JoinFoundingAsync(link.Trim(), name, options, cancellation).ConfigureAwait(false);
            }

            if (DeviceLink.IsLink(link.Trim()))
            {
                // A14: what somebody hands over as an invitation must never tie a device to a person who is in.
                throw new DialogueException(
                    DialogueError.BadLink,
                    "this link is for a further device of somebody who is in already, and no invitation",
                    "if somebody sent it to you as an invitation, do not use it and tell an organizer; for a device of your own run 'dialogue device join'");
            }

            return await ApplyAsync(link.Trim(), ReadLink(() => Usable(Invitation.ParseLink(link.Trim()))), name, options, cancellation).ConfigureAwait(false);
        });

    /// <summary>Asks to be admitted as a further or returning device, with a device link; makes the home. No other call takes such a link.</summary>
    /// <param name="link">The device link.</param>
    /// <param name="name">The name that the person has in the dialogue.</param>
    /// <param name="options">Where the home is made: an empty or missing directory.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was made; or the relay was lost midway, then <see cref="SyncAsync"/> goes on.</exception>
    public static Task<DialogueClient> JoinDeviceAsync(string link, string name, ClientOptions options, CancellationToken cancellation = default) =>
        TranslatedAsync(async () =>
        {
            RequirePlatform();
            if (Invitation.IsLink(link.Trim()))
            {
                throw new DialogueException(
                    DialogueError.BadLink, "this is an invitation for a new person, and never links a device", "to be admitted with it run 'dialogue join'");
            }

            return await ApplyAsync(link.Trim(), ReadLink(() => Usable(DeviceLink.ParseLink(link.Trim()))), name, options, cancellation).ConfigureAwait(false);
        });

    private static async Task<DialogueClient> ApplyAsync(
        string link, (ISignedLink Link, RelayId Relay) applied, string name, ClientOptions options, CancellationToken cancellation)
    {
        var chosen = AcceptableName(name);
        var now = UnixHour.Of(options.Time.GetUtcNow());
        if (applied.Link.IsExpiredAt(now))
        {
            throw new DialogueException(
                DialogueError.LinkExpired, applied.Link is DeviceLink ? "this device link has expired" : "this invitation has expired", "ask the person who invited you for a new one");
        }

        await IntroduceAsync(applied.Link.Relay, applied.Relay, options, cancellation).ConfigureAwait(false);
        var client = MakeHome(Applicant.Draw(link, applied.Link, chosen, now), options);
        return await FirstAsync(client, session => Applicant.AskAsync(session, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>What the founder typed, in NFC.</summary>
    private static NewDialogue Acceptable(NewDialogue dialogue)
    {
        RequireAcceptable(dialogue);
        return dialogue with
        {
            Name = AcceptableName(dialogue.Name),
            Title = dialogue.Title.Normalize(),
            Roles = dialogue.Rules == StandardRules.Solo.Word || dialogue.Roles.Count > 0 ? dialogue.Roles : [RoleWords.Of(Roles.Facilitator)],
            Parties = [.. dialogue.Parties.Select(party => party with { Title = party.Title.Normalize() })],
        };
    }

    private static void RequireAcceptable(NewDialogue dialogue)
    {
        RequireTitle(dialogue.Title, 128);
        if (dialogue.Parties.Count is 0 or > Charter.MaxParties
            || dialogue.Parties.Select(party => party.Code).Distinct(StringComparer.OrdinalIgnoreCase).Count() != dialogue.Parties.Count)
        {
            throw new DialogueException(
                DialogueError.BadInput, $"a dialogue has 1 to {Charter.MaxParties} sides with different codes", "give each with --party CODE:TITLE");
        }

        RequireRules(dialogue);
        foreach (var party in dialogue.Parties)
        {
            RequireTitle(party.Title, 64);
            if (!PartyCode.TryParse(party.Code, out _))
            {
                throw new DialogueException(
                    DialogueError.BadInput, "a side's code has 1 to 16 letters, digits or hyphens", "give each with --party CODE:TITLE");
            }
        }
    }

    private static void RequireRules(NewDialogue dialogue)
    {
        var rules = StandardRules.Parse(dialogue.Rules);
        if (dialogue.Parties.Count < rules.LeastParties)
        {
            throw new DialogueException(
                DialogueError.BadInput, $"the rules {rules.Word} need {rules.LeastParties} sides or more", "give each with --party CODE:TITLE");
        }

        if (rules == StandardRules.Solo && (dialogue.Roles.Count > 0 || dialogue.Side.Length > 0))
        {
            throw new DialogueException(
                DialogueError.BadInput, "a sole founder is neutral, organizer and facilitator", "leave out --role and --side, or choose other rules with --rules");
        }

        if (dialogue.Side.Length > 0 && dialogue.Parties.All(party => party.Code != dialogue.Side))
        {
            throw new DialogueException(DialogueError.NotFound, $"there is no side {dialogue.Side}", "name one of those given with --party, or leave --side out");
        }

        _ = dialogue.Roles.Select(RoleWords.Parse).ToArray();
    }

    private static void RequireTitle(string title, int longest)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Length > longest || title.Any(char.IsControl) || !NormalForm.IsPossible(title))
        {
            throw new DialogueException(DialogueError.BadInput, $"a title has 1 to {longest} characters", "choose another title");
        }
    }

    private static string AcceptableName(string name)
    {
        var normal = NormalForm.IsPossible(name) ? name.Normalize() : null;
        return normal is not null && NameRules.Check(normal) == NameRefusal.None
            ? normal
            : throw new DialogueException(
                DialogueError.BadInput, "a name has 1 to 64 visible characters", "choose the name that others shall see; a pseudonym is fine");
    }

    /// <summary>Sizes that objects leave open, but that relay and letters of this version do not.</summary>
    private static bool IsUsable(Opaque relay, MailboxCard card) =>
        relay.Length == OpaqueId.Bytes && card.Mailbox.Length == OpaqueId.Bytes && card.HpkeKey.Length == LetterSeal.Suite.KemPublicKeyBytes;

    private static (ISignedLink Link, RelayId Relay) Usable(ISignedLink link) =>
        IsUsable(link.RelayId, link.Card)
            ? (link, OpaqueId.Read<RelayId>(link.RelayId.Span))
            : throw new MalformedObjectException("a link for another version");

    private static T ReadLink<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MalformedObjectException)
        {
            throw new DialogueException(
                DialogueError.BadLink, "this link was altered or is not of this kind", "copy the whole link again, or ask for a new one");
        }
    }

    /// <summary>Asks the relay who it is, before anything is made here.</summary>
    private static async Task<RelayId> IntroduceAsync(RelayAddress address, RelayId? expected, ClientOptions options, CancellationToken cancellation)
    {
        var connection = await RelayConnection.OpenAsync(new RelayTarget(address, expected) { Time = options.Time }, null, cancellation).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return connection.Context.Relay;
        }
    }

    private static DialogueClient MakeHome(DeviceState device, ClientOptions options)
    {
        var store = WithPassphrase(options, passphrase => SecureStore.Create(options.HomeDirectory, passphrase, options.Time));
        store.Write(writer => LocalRecord.Put(writer, Bucket.Device, [], device));
        Faults.Pass(FaultPoint.AfterFoundingPersist);
        return Over(store, options);
    }

    private static async Task<DialogueClient> FirstAsync(DialogueClient client, Func<DeviceSession, Task> first, CancellationToken cancellation)
    {
        try
        {
            await client.RunAsync(
                async () =>
                {
                    await first(client._session).ConfigureAwait(false);
                    await new MailboxSync(client._session).RunAsync(cancellation).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
