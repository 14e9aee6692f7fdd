using SecureDialogue.Wire;

namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>Handles shown at one node.</summary>
internal sealed class MemoryPresence(TimeProvider time) : IPresence
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(Limits.PresenceSeconds);

    private readonly Lock _table = new();
    private readonly Dictionary<string, Dictionary<string, long>> _names = [];
    private long _sweptAt = time.GetTimestamp();

    public Task<IReadOnlyList<byte[]>> ShowAsync(string name, byte[] handle)
    {
        lock (_table)
        {
            Sweep();
            if (handle.Length > 0)
            {
                Show(name, Convert.ToHexString(handle));
            }

            return Task.FromResult<IReadOnlyList<byte[]>>(
                _names.TryGetValue(name, out var shown) ? [.. shown.Where(one => !IsOver(one.Value)).Select(one => Convert.FromHexString(one.Key))] : []);
        }
    }

    private void Show(string name, string handle)
    {
        if (!_names.TryGetValue(name, out var shown))
        {
            _names.Add(name, shown = []);
        }

        Lapse(shown);
        if (shown.Count < Limits.Handles || shown.ContainsKey(handle))
        {
            shown[handle] = time.GetTimestamp();
        }
    }

    private bool IsOver(long shownAt) => time.GetElapsedTime(shownAt) >= Life;

    private void Lapse(Dictionary<string, long> shown)
    {
        foreach (var (handle, _) in shown.Where(one => IsOver(one.Value)).ToList())
        {
            _ = shown.Remove(handle);
        }
    }

    private void Sweep()
    {
        if (!IsOver(_sweptAt))
        {
            return;
        }

        foreach (var (name, shown) in _names.ToList())
        {
            Lapse(shown);
            if (shown.Count == 0)
            {
                _ = _names.Remove(name);
            }
        }

        _sweptAt = time.GetTimestamp();
    }
}
