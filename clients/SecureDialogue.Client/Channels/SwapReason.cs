namespace SecureDialogue.Client.Channels;

/// <summary>Why a device wants its leaf in a channel swapped, beside a new admission.</summary>
internal enum SwapReason
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It was brought in by a key package that was used before: its leaf key must not serve two channels.</summary>
    SharedLeafKey,

    /// <summary>It cannot read on: a commit is past its days, or this device cannot process it.</summary>
    CannotRead,
}
