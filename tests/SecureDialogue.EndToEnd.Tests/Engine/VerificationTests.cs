using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>People in a channel make sure of each other; what they compared is marked, nothing else, and a mark is never lost in silence.</summary>
public sealed class VerificationTests
{
    [Fact]
    public async Task A04_two_ends_see_the_same_digits_and_what_was_shown_is_what_gets_marked()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var (amal, boris) = (talks["amal"].Client, talks["boris"].Client);
        var early = await Assert.ThrowsAsync<DialogueException>(() => amal.ConfirmVerificationAsync("boris", null));

        var shown = await amal.ShowVerificationAsync("boris", null);
        var other = await amal.ShowVerificationAsync("founder", null);
        var theirs = await boris.ShowVerificationAsync("amal", null);
        var marked = await amal.ConfirmVerificationAsync("boris", null);

        Assert.Equal(DialogueError.NotReady, early.Error);
        Assert.Equal((shown.Digits, shown.Scan), (theirs.Digits, theirs.Scan));
        Assert.NotEqual(shown.Digits, other.Digits);
        Assert.Equal((false, true), (shown.Verified, marked.Verified));
        Assert.Equal(["amal self", "boris verified", "founder unverified"], await MarksAsync(talks["amal"]));
        Assert.Equal(["amal unverified", "boris self", "founder unverified"], await MarksAsync(talks["boris"]));
        Assert.Equal((1, 2), ((await talks["amal"].ChannelAsync()).Unverified, (await talks["boris"].ChannelAsync()).Unverified));
    }

    [Fact]
    public async Task A04_a_scanned_code_marks_only_if_it_is_that_of_the_two_devices()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var amal = talks["amal"].Client;
        var others = (await talks["founder"].Client.ShowVerificationAsync("boris", null)).Scan;
        var right = (await talks["boris"].Client.ShowVerificationAsync("amal", null)).Scan;

        var refused = await Assert.ThrowsAsync<DialogueException>(() => amal.ScanVerificationAsync("boris", null, others));
        var before = await MarksAsync(talks["amal"]);
        await amal.ScanVerificationAsync("boris", null, right);

        Assert.Contains("not that of your two devices", refused.Message, StringComparison.Ordinal);
        Assert.Contains("boris unverified", before);
        Assert.Contains("boris verified", await MarksAsync(talks["amal"]));
    }

    [Fact]
    public async Task A01_a_ghost_member_changes_the_channels_digits_and_is_not_marked_with_those_who_were_compared()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var (amal, boris) = (talks["amal"].Client, talks["boris"].Client);
        var first = await ShowAllAsync(talks);
        await talks.AdmitAsync("ghost");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["ghost"]);
        await talks["ghost"].SyncAsync();
        await amal.SyncAsync();

        var refused = await Assert.ThrowsAsync<DialogueException>(() => amal.ConfirmChannelVerificationAsync(Talks.Plenary, []));
        var marks = await MarksAsync(talks["amal"]);
        await boris.ConfirmChannelVerificationAsync(Talks.Plenary, []);
        await boris.SyncAsync();
        var second = await ShowAllAsync(talks);
        await amal.ConfirmChannelVerificationAsync(Talks.Plenary, ["founder"]);

        Assert.Single(first);
        Assert.Single(second);
        Assert.NotEqual(first, second);
        Assert.Contains("changed since they were shown", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(marks, mark => mark.EndsWith(" verified", StringComparison.Ordinal));
        Assert.Equal(["amal verified", "boris self", "founder verified", "ghost unverified"], await MarksAsync(talks["boris"]));
        Assert.Equal(["amal self", "boris verified", "founder unverified", "ghost verified"], await MarksAsync(talks["amal"]));
    }

    [Fact]
    public async Task A01_a_member_who_was_led_into_another_epoch_sees_other_digits()
    {
        await using var talks = await Talks.OfAsync("amal", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        var before = (await talks["amal"].Client.ShowChannelVerificationAsync(Talks.Plenary)).Scan;
        await mallory.CommitAsync([], []);

        var after = await talks.Founder.Client.ShowChannelVerificationAsync(Talks.Plenary);
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.ScanChannelVerificationAsync(Talks.Plenary, [], before));
        var right = (await talks["amal"].Client.ShowChannelVerificationAsync(Talks.Plenary)).Scan;
        await talks.Founder.Client.ScanChannelVerificationAsync(Talks.Plenary, ["mallory"], right);

        Assert.Equal((DialogueError.NotReady, after.Scan), (refused.Error, right));
        Assert.NotEqual(before, right);
        Assert.Equal(["amal verified", "founder self", "mallory unverified"], await MarksAsync(talks.Founder));
    }

    [Fact]
    public async Task A_mark_survives_a_swap_and_is_lost_loudly_when_the_person_comes_with_another_device()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "carla");
        var boris = talks["boris"];
        await boris.Client.ShowVerificationAsync("amal", null);
        await boris.Client.ConfirmVerificationAsync("amal", null);
        await using var officer = await ModifiedClient.OfAsync(talks.Founder);
        await officer.CommitAsync([ModifiedClient.PackageOf(talks["amal"])], [officer.LeafOf(talks["amal"])]);

        var afterSwap = (await boris.SyncAsync()).Notices;
        var survived = await MarksAsync(boris);
        await using var amal = ModifiedClient.OpenSession(talks["amal"]);
        await officer.CommitAsync([officer.PackageOfFurtherDevice(amal.Admission!)], []);
        var alarms = (await boris.SyncAsync()).Notices;
        await officer.CommitAsync([], []);
        var again = (await boris.SyncAsync()).Notices;
        var unmoved = (await talks["carla"].SyncAsync()).Notices;
        var lost = await MarksAsync(boris);
        var device = (await boris.Client.RosterAsync(Talks.Plenary)).Members.Single(member => member.Name == "amal" && member.NewDevice.Length == 0).Device;
        await boris.Client.ShowVerificationAsync("amal", device);
        await boris.Client.ConfirmVerificationAsync("amal", device);

        Assert.DoesNotContain(afterSwap, IsLoss);
        Assert.Contains("amal verified", survived);
        Assert.Single(alarms, IsLoss);
        Assert.DoesNotContain(again.Concat(unmoved), IsLoss);
        Assert.Equal(["amal", "amal"], lost.Where(mark => mark.EndsWith(" lost", StringComparison.Ordinal)).Select(mark => mark[..^5]));
        Assert.Contains("amal verified", await MarksAsync(boris));
    }

    private static bool IsLoss(string notice) => notice.Contains("amal comes with a device that you have not verified", StringComparison.Ordinal);

    /// <summary>The digits on all screens, each once.</summary>
    private static async Task<IReadOnlyList<string>> ShowAllAsync(Talks talks)
    {
        var shown = new List<VerificationView>();
        foreach (var person in talks.People)
        {
            shown.Add(await person.Client.ShowChannelVerificationAsync(Talks.Plenary));
        }

        return [.. shown.Select(view => view.Digits).Distinct()];
    }

    private static async Task<IReadOnlyList<string>> MarksAsync(Participant person) =>
        [.. (await person.Client.RosterAsync(Talks.Plenary)).Members.Select(member => $"{member.Name} {member.Verification}").Order(StringComparer.Ordinal)];
}
