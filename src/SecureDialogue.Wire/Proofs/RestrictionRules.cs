namespace SecureDialogue.Wire.Proofs;

/// <summary>What an act makes of a channel's restrictions: the relay and every member compute the same.</summary>
public static class RestrictionRules
{
    /// <summary>The restrictions after an act; the same as before when it restricts nothing, as every act after <see cref="StewardVerb.Close"/>.</summary>
    /// <param name="now">The restrictions before it.</param>
    /// <param name="verb">What the act does.</param>
    public static Restrictions After(this Restrictions now, StewardVerb verb) => verb switch
    {
        _ when now.HasFlag(Restrictions.Closed) => now,
        StewardVerb.Demand => now | Restrictions.Demand,
        StewardVerb.Release => now & ~Restrictions.Demand,
        StewardVerb.ClosePosts => now | Restrictions.Posts,
        StewardVerb.OpenPosts => now & ~Restrictions.Posts,
        StewardVerb.Close => now | Restrictions.Closed,
        _ => now,
    };
}
