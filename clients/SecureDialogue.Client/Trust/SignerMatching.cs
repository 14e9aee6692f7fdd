namespace SecureDialogue.Client.Trust;

/// <summary>Finds out whether every slot of a rule can have a signer of its own (bipartite matching by augmenting paths).</summary>
internal static class SignerMatching
{
    internal static bool Fills(IReadOnlyList<Predicate<Signer>> slots, IReadOnlyList<Signer> signers) =>
        slots.Count <= signers.Count && Count(slots, signers) == slots.Count;

    /// <summary>How many slots can have a signer at once.</summary>
    internal static int Count(IReadOnlyList<Predicate<Signer>> slots, IReadOnlyList<Signer> signers)
    {
        var slotOf = new Dictionary<DeviceKey, int>();
        return Enumerable.Range(0, slots.Count).Count(slot => Place(slot, []));

        bool Place(int slot, HashSet<DeviceKey> tried)
        {
            foreach (var signer in signers.Where(s => slots[slot](s) && !tried.Contains(s.Key)))
            {
                _ = tried.Add(signer.Key);
                if (!slotOf.TryGetValue(signer.Key, out var taken) || Place(taken, tried))
                {
                    slotOf[signer.Key] = slot;
                    return true;
                }
            }

            return false;
        }
    }
}
