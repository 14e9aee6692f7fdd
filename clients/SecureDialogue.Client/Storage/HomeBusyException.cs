namespace SecureDialogue.Client.Storage;

/// <summary>Another operation, of this process or another, held the home for longer than was waited.</summary>
public sealed class HomeBusyException : StoreException
{
    internal HomeBusyException(Exception? inner = null)
        : base(StoreError.Busy, inner)
    {
    }
}
