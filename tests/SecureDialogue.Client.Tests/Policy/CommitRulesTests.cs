using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;
using static SecureDialogue.Client.Tests.Policy.Channel;

namespace SecureDialogue.Client.Tests.Policy;

public sealed class CommitRulesTests
{
    private readonly ChannelFacts _facts = Facts();

    [Fact]
    public void A_commit_holds_inline_adds_and_removes_or_nothing()
    {
        Judged(CommitVerdict.Accepted, Commit(1));
        Judged(CommitVerdict.OtherProposals, Commit(1) with { HasOtherProposals = true });
        Judged(CommitVerdict.UnknownCommitter, Commit(7));
    }

    [Fact]
    public void B14_a_commits_hour_never_goes_back_and_one_far_ahead_waits()
    {
        Judged(CommitVerdict.Accepted, Commit(1) with { Hour = _facts.LastHour });
        Judged(CommitVerdict.HourGoesBack, Commit(1) with { Hour = new(_facts.LastHour.Value - 1) });
        Assert.False(CommitRules.MustWait(Hour, Hour.ToTime().AddHours(-1)));
        Assert.True(CommitRules.MustWait(Hour, Hour.ToTime().AddHours(-1).AddSeconds(-1)));
    }

    [Fact]
    public void A08_only_a_facilitator_adds()
    {
        Judged(CommitVerdict.Accepted, Commit(0, [Person(Newcomer)]));
        Judged(CommitVerdict.NoRightToAdd, Commit(1, [Person(Newcomer)]));
    }

    [Fact]
    public void A01_an_add_needs_an_admission_that_is_valid_at_the_commits_hour()
    {
        var body = World3.Admission(Newcomer, World.Hill, Roles.Participant);
        DeviceCredential With(Admission admission, params byte[] signers) => World.CredentialOf(World.SignAll(admission, signers), Newcomer);

        Judged(CommitVerdict.Accepted, Commit(0, [With(body, 1, 2, 3)]));
        Judged(CommitVerdict.AdmissionRefused, Commit(0, [With(body, 1, 3)]));
        Judged(CommitVerdict.AdmissionRefused, Commit(0, [With(body with { NotBefore = Hour.Plus(1) }, 1, 2, 3)]));
        Judged(CommitVerdict.AdmissionRefused, Commit(0, [With(body with { NotAfter = Hour }, 1, 2, 3)]));
    }

    [Fact]
    public void A07_somebody_ordered_out_or_revoked_is_not_added_again()
    {
        var newcomer = Person(Newcomer);

        Judged(CommitVerdict.Accepted, Commit(0, [newcomer]));
        Judged(CommitVerdict.AdmissionCutOff, Commit(0, [newcomer]), _facts with { RemovalOrders = [OrderFor(newcomer)] });
        Judged(CommitVerdict.AdmissionCutOff, Commit(0, [newcomer]), _facts with { Revocations = [RevocationOf(newcomer)] });
    }

    [Fact]
    public void A07_somebody_whom_an_amendment_does_not_list_is_taken_out_and_does_nothing_more()
    {
        var marek = _facts.Find(1)!.Credential;
        var first = World3.Charters.Signed.Versions[0];
        var amendment = first.Body with { Version = 2, Previous = first.Id, Quorum = SignatureRule.Solo };
        ObjectHash[] all = [.. _facts.Roster.Select(member => member.Credential.Admission.Id).OrderBy(id => id.Value)];
        ChannelFacts Listing(params IEnumerable<ObjectHash> survivors) =>
            _facts with { Charters = World.Verified(first, World.SignAll(amendment with { SurvivingAdmissions = [.. survivors] }, 1, 2)) };
        var without = Listing(all.Where(id => id != marek.Admission.Id));

        Judged(CommitVerdict.RemovalWithoutReason, Commit(2, removes: [1]), Listing(all));
        Judged(CommitVerdict.Accepted, Commit(2, removes: [1]), without);
        Judged(CommitVerdict.Accepted, Commit(1), Listing(all));
        Judged(CommitVerdict.CommitterCutOff, Commit(1), without);
        Judged(CommitVerdict.RemovalWithoutReason, Commit(2, removes: [0]), without);
    }

    [Fact]
    public void Organizers_are_not_added_unless_they_are_more_than_that()
    {
        Judged(CommitVerdict.RoleNotInThisKind, Commit(0, [Person(Newcomer, roles: Roles.Organizer)]));
        Judged(CommitVerdict.Accepted, Commit(0, [Person(Newcomer, roles: Roles.Organizer | Roles.Participant)]));
    }

    [Fact]
    public void A_caucus_takes_its_own_party_and_neutral_facilitators_only()
    {
        var caucus = Facts(ChannelKind.Caucus);
        var neutral = World3.Credential(Newcomer, null, Roles.Facilitator);
        var neutralParticipant = World3.Credential(Newcomer, null, Roles.Participant);

        Judged(CommitVerdict.Accepted, Commit(0, [Person(Newcomer)]), caucus);
        Judged(CommitVerdict.Accepted, Commit(0, [neutral]), caucus);
        Judged(CommitVerdict.AnotherParty, Commit(0, [Person(Newcomer, World.Coast)]), caucus);
        Judged(CommitVerdict.AnotherParty, Commit(0, [Person(Newcomer, World.Coast, Roles.Facilitator)]), caucus);
        Judged(CommitVerdict.AnotherParty, Commit(0, [neutralParticipant]), caucus);
    }

    [Fact]
    public void An_admission_limited_to_other_channels_is_refused_here()
    {
        var body = World3.Admission(Newcomer, World.Hill, Roles.Observer);
        DeviceCredential In(Opaque channel) => World.CredentialOf(World.SignAll(body with { Limits = new([channel], false) }, 1, 2, 3), Newcomer);

        Judged(CommitVerdict.Accepted, Commit(0, [In(World.Channel)]));
        Judged(CommitVerdict.AnotherChannel, Commit(0, [In(World.Bytes(1, 16))]));
    }

    [Fact]
    public void No_two_leaves_share_a_device_key()
    {
        Judged(CommitVerdict.DeviceTwice, Commit(0, [Person(Marek)]));
        Judged(CommitVerdict.DeviceTwice, Commit(0, [Person(Newcomer), Person(Newcomer, leaf: 0x89)]));
        Judged(CommitVerdict.Accepted, Commit(0, [Person(Newcomer), Person(24)]));
    }

    [Fact]
    public void A_commit_adds_64_at_most_and_a_channel_has_128()
    {
        var many = Enumerable.Range(30, 65).Select(person => Person((byte)person)).ToArray();
        var full = Enumerable.Range(100, 125).Select(i => new RosterLeaf((uint)i, Person((byte)i)));

        Judged(CommitVerdict.Accepted, Commit(0, many[..64]));
        Judged(CommitVerdict.TooMany, Commit(0, many));
        Judged(CommitVerdict.Accepted, Commit(0), _facts with { Roster = [.. _facts.Roster, .. full] });
        Judged(CommitVerdict.TooMany, Commit(0, [Person(Newcomer)]), _facts with { Roster = [.. _facts.Roster, .. full] });
    }

    [Fact]
    public void A08_a_removal_needs_its_reason_in_the_log()
    {
        var leyla = _facts.Find(2)!.Credential;

        Judged(CommitVerdict.RemovalWithoutReason, Commit(0, removes: [2]));
        Judged(CommitVerdict.Accepted, Commit(1, removes: [2]), _facts with { RemovalOrders = [OrderFor(leyla)] });
        Judged(CommitVerdict.Accepted, Commit(1, removes: [2]), _facts with { Revocations = [RevocationOf(leyla)] });
        Judged(CommitVerdict.Accepted, Commit(1, removes: [2]), _facts with { LeavingLeafKeys = [leyla.Certificate.Body.LeafKey] });
        Judged(CommitVerdict.RemovalWithoutReason, Commit(1, removes: [2]), _facts with { LeavingLeafKeys = [World.Bytes(1, 32)] });
        Judged(CommitVerdict.RemovalWithoutReason, Commit(0, removes: [2]), _facts with { RemovalOrders = [OrderFor(leyla) with { Channel = World.Bytes(1, 16) }] });
    }

    [Fact]
    public void A_removal_is_due_from_the_hour_an_admission_expires()
    {
        var short1 = World.CredentialOf(World.SignAll(World3.Admission(Leyla, World.Coast, Roles.Participant) with { NotAfter = Hour }, 1, 2, 3), Leyla);
        var facts = _facts with { Roster = [_facts.Roster[0], _facts.Roster[1], new RosterLeaf(2, short1)] };

        Judged(CommitVerdict.Accepted, Commit(1, removes: [2]), facts);
        Judged(CommitVerdict.RemovalWithoutReason, Commit(1, removes: [2]) with { Hour = new(Hour.Value - 1) }, facts);
        Judged(CommitVerdict.CommitterCutOff, Commit(2), facts);
        Judged(CommitVerdict.Accepted, Commit(2) with { Hour = new(Hour.Value - 1) }, facts);
    }

    [Fact]
    public void C09_a_revoked_device_commits_nothing_more()
    {
        var marek = _facts.Find(1)!.Credential;

        Judged(CommitVerdict.CommitterCutOff, Commit(1), _facts with { Revocations = [RevocationOf(marek)] });
        Judged(CommitVerdict.CommitterCutOff, Commit(1), _facts with { RemovalOrders = [OrderFor(marek)] });
        Judged(CommitVerdict.Accepted, Commit(1), _facts with { Revocations = [RevocationOf(_facts.Find(2)!.Credential)] });
    }

    [Fact]
    public void Removing_nobody_twice_or_oneself_is_refused()
    {
        var left = _facts with { LeavingLeafKeys = [_facts.Find(2)!.Credential.Certificate.Body.LeafKey] };

        Judged(CommitVerdict.Accepted, Commit(0, removes: [2]), left);
        Judged(CommitVerdict.RemovesNobody, Commit(0, removes: [9]), left);
        Judged(CommitVerdict.RemovesNobody, Commit(0, removes: [2, 2]), left);
        Judged(CommitVerdict.RemovesCommitter, Commit(2, removes: [2]), left);
    }

    [Fact]
    public void Any_member_swaps_a_device_once_a_day()
    {
        var swap = Commit(1, [Person(Leyla, World.Coast)], [2]);
        var today = _facts with { LastSwaps = new Dictionary<DeviceKey, UnixHour> { [World.Key(Leyla)] = Hour } };
        var yesterday = _facts with { LastSwaps = new Dictionary<DeviceKey, UnixHour> { [World.Key(Leyla)] = new(Hour.Value - 24) } };

        Judged(CommitVerdict.Accepted, swap);
        Judged(CommitVerdict.Accepted, swap, yesterday);
        Judged(CommitVerdict.SwappedToday, swap, today);
        Judged(CommitVerdict.Accepted, swap with { Committer = 0 }, today);
        Judged(CommitVerdict.RemovalWithoutReason, Commit(0, [Person(Newcomer)], [2]));
    }

    [Fact]
    public void A_facilitator_swaps_a_lost_device_for_the_persons_new_one()
    {
        var old = _facts.Find(1)!.Credential;
        var further = old.Admission.Body with { Device = World.Key(Newcomer), Earlier = old.Admission };
        var returning = World.CredentialOf(World.SignAll(further, 1, 3), Newcomer);

        Judged(CommitVerdict.Accepted, Commit(0, [returning], [1]));
        Judged(CommitVerdict.NoRightToAdd, Commit(2, [returning], [1]));
        Judged(CommitVerdict.AdmissionRefused, Commit(0, [World.CredentialOf(World.SignAll(further, Marek), Newcomer)], [1]));
    }

    private void Judged(CommitVerdict expected, CommitAttempt commit, ChannelFacts? facts = null) =>
        Assert.Equal(expected, CommitRules.Judge(commit, facts ?? _facts));
}
