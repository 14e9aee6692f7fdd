using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>The swaps in a commit: one leaf leaves and one of the same device, or of the same person, comes.</summary>
/// <param name="Removed">The credentials that leave by a swap.</param>
/// <param name="SameDevice">The devices that leave and come.</param>
internal sealed record Swaps(IReadOnlySet<DeviceCredential> Removed, IReadOnlySet<DeviceKey> SameDevice)
{
    internal static Swaps Find(CommitAttempt commit, ChannelFacts facts)
    {
        var coming = commit.Adds.ToList();
        var leaving = commit.Removes.Distinct().Select(facts.Find).OfType<RosterLeaf>().Select(member => member.Credential).ToList();
        var sameDevice = leaving.Where(old => Take(coming, added => added.Device == old.Device)).ToList();
        var samePerson = leaving.Except(sameDevice).Where(old => Take(coming, added => added.Person == old.Person)).ToList();
        return new Swaps(sameDevice.Concat(samePerson).ToHashSet(), sameDevice.Select(old => old.Device).ToHashSet());
    }

    private static bool Take(List<DeviceCredential> coming, Predicate<DeviceCredential> matches)
    {
        var at = coming.FindIndex(matches);
        if (at >= 0)
        {
            coming.RemoveAt(at);
        }

        return at >= 0;
    }
}
