namespace SecureDialogue.Wire.Proofs;

/// <summary>
/// What a steward's act does. The first two are about one commit; all others set something for the channel and stand whatever
/// commit is superseded.
/// </summary>
public enum StewardVerb
{
    /// <summary>Voids a commit and everything after it; the epoch before is current again.</summary>
    Supersede = 1,

    /// <summary>Puts a wrong access key of the current epoch right.</summary>
    SetKey = 2,

    /// <summary>From here on a commit needs a steward's signature beside the current access key's.</summary>
    Demand = 3,

    /// <summary>Takes <see cref="Demand"/> back.</summary>
    Release = 4,

    /// <summary>From here on no talk and no lasting item is taken; commits are.</summary>
    ClosePosts = 5,

    /// <summary>Takes <see cref="ClosePosts"/> back.</summary>
    OpenPosts = 6,

    /// <summary>The relay keeps talk for fewer days.</summary>
    Shorten = 7,

    /// <summary>Nothing is taken any more, for good; what is in the log stays as long as it would.</summary>
    Close = 8,

    /// <summary>Another key is a steward's, too.</summary>
    AddSteward = 9,
}
