namespace SecureDialogue.Mls.Crypto;

/// <summary>
/// Owns the parts of something that is not whole yet: <see cref="Release"/> hands them to the whole. Whatever throws before, by
/// whosever mistake, they are zeroed.
/// </summary>
internal sealed class Custody : IDisposable
{
    private readonly List<IDisposable> _held = [];

    /// <summary>Takes ownership of a part.</summary>
    internal T Hold<T>(T part)
        where T : IDisposable
    {
        _held.Add(part);
        return part;
    }

    /// <summary>Lets go of all parts, which the whole owns from now on.</summary>
    internal T Release<T>(T whole)
    {
        _held.Clear();
        return whole;
    }

    public void Dispose()
    {
        foreach (var part in _held)
        {
            part.Dispose();
        }
    }
}
