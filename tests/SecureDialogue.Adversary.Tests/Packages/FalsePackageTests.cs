using System.Security.Cryptography;
using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Packages;

/// <summary>A relay hands out key packages that are not what the facilitator asked for. Each is refused in words; the right one is taken.</summary>
public sealed class FalsePackageTests
{
    private const string NotOwn = "that is not that device's own";
    private const string OutOfDate = "that is out of date";

    [Theory]
    [InlineData("a device that nobody admitted, of the same person", NotOwn)]
    [InlineData("the person's admission, certified by another key", NotOwn)]
    [InlineData("random bytes", NotOwn)]
    [InlineData("sealed for another mailbox", NotOwn)]
    [InlineData("the person's own, of last year", OutOfDate)]
    [InlineData("the person's own, of next year", OutOfDate)]
    public async Task A02_A04_C03_a_false_package_is_refused_in_words_and_the_right_one_is_taken(string which, string words)
    {
        await using var talks = await HostileTalks.OfAsync("boris");
        var amal = await talks.Talks.AdmitAsync("amal");
        var sealedPackage = await PackageAsync(which, amal, talks["boris"]);
        var swap = talks.Relay.On(Calls.FetchPackage).Once().Change(reply => reply with { Package = sealedPackage });

        var first = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        var notices = (await talks.Founder.SyncAsync()).Notices;
        var second = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        await amal.SyncAsync();

        swap.RequireActed();
        Assert.Equal((0, "amal"), (first.Added.Count, first.Waiting.Single()));
        Assert.Contains(notices, notice => notice.Contains("a key package for amal", StringComparison.Ordinal) && notice.Contains(words, StringComparison.Ordinal));
        Assert.Equal("amal", second.Added.Single());
        await talks.RequireAllTalkAsync("amal", "boris");
    }

    [Fact]
    public async Task A04_the_packages_of_two_people_handed_out_for_each_other_bring_in_neither_and_then_both()
    {
        await using var talks = await HostileTalks.OfAsync("boris");
        var people = new Dictionary<string, MailboxCard>();
        foreach (var name in (string[])["amal", "carla"])
        {
            people[name] = (await Forge.PapersOfAsync(await talks.Talks.AdmitAsync(name))).Card;
        }

        var swap = talks.Relay.On(Calls.FetchPackage).Times(2).Ask(asked => Card(asked.Mailbox == IdOf(people["amal"]) ? people["carla"] : people["amal"]));

        var first = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal", "carla"]);
        var notices = (await talks.Founder.SyncAsync()).Notices;
        var second = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal", "carla"]);
        await talks["amal"].SyncAsync();
        await talks["carla"].SyncAsync();

        swap.RequireActed(2);
        Assert.Empty(first.Added);
        Assert.Equal(2, notices.Count(notice => notice.Contains(NotOwn, StringComparison.Ordinal)));
        Assert.Equal(2, second.Added.Count);
        await talks.RequireAllTalkAsync("amal", "boris", "carla");
    }

    private static MailboxId IdOf(MailboxCard card) => OpaqueId.Read<MailboxId>(card.Mailbox.Span);

    private static FetchPackageRequest Card(MailboxCard card) => new(IdOf(card), card.DropToken.Span.ToArray());

    private static async Task<ReadOnlyMemory<byte>> PackageAsync(string which, Participant person, Participant other)
    {
        var (admission, seed, card) = await Forge.PapersOfAsync(person);
        var ghost = Forge.Seed();
        var year = TimeSpan.FromDays(365);
        return which switch
        {
            "a device that nobody admitted, of the same person" =>
                Sealed(Forge.Package((admission.Body with { Device = Forge.KeyOf(ghost) }).CoSign(ghost), ghost), card),
            "the person's admission, certified by another key" => Sealed(Forge.Package(admission, ghost), card),
            "sealed for another mailbox" => Sealed(Forge.Package(admission, seed), (await Forge.PapersOfAsync(other)).Card),
            "the person's own, of last year" => Sealed(Forge.Package(admission, seed, PackageStock.LifetimeFrom(DateTimeOffset.UtcNow - year)), card),
            "the person's own, of next year" => Sealed(Forge.Package(admission, seed, PackageStock.LifetimeFrom(DateTimeOffset.UtcNow + year)), card),
            _ => RandomNumberGenerator.GetBytes(2000),
        };
    }

    private static ReadOnlyMemory<byte> Sealed(Mls.KeyPackages.KeyPackage package, MailboxCard card) => SealedPackage.Seal(package.Encode(), card);
}
