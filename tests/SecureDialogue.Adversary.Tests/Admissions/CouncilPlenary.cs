using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Content;

namespace SecureDialogue.Adversary.Tests.Admissions;

/// <summary>A plenary under the Charter of <see cref="Entrants"/>, for tests that come one after the other.</summary>
public sealed class CouncilPlenary : IAsyncLifetime
{
    internal HostileTalks Talks { get; private set; } = null!;

    internal Entrants Entrants { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Talks = await HostileTalks.FoundAsync();
        await Talks.Talks.AdmitAsync("rogue", "facilitator");
        await Talks.Talks.AdmitAsync("amal");
        await Talks.OpenPlenaryAsync("rogue", "amal");
        Entrants = await Entrants.OfAsync(Talks, "amal");
        await Forge.PostAsync(Talks.Founder, new CharterContent(Entrants.Charters.Signed));
        await Talks["amal"].SyncAsync();
    }

    public async Task DisposeAsync() => await Talks.DisposeAsync();
}
