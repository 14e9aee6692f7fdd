namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>Counts at one node; a minute begins with the first use.</summary>
internal sealed class MemoryRate(TimeProvider time) : ISharedRate
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _counts = new();
    private Dictionary<string, (long Since, int Count)> _windows = [];
    private long _sweptAt = time.GetTimestamp();

    public Task<bool> TryTakeAsync(string name, int perMinute)
    {
        lock (_counts)
        {
            Sweep();
            var (since, count) = _windows.TryGetValue(name, out var window) && !IsOver(window.Since) ? window : (time.GetTimestamp(), 0);
            _windows[name] = (since, count + 1);
            return Task.FromResult(count < perMinute);
        }
    }

    private bool IsOver(long since) => time.GetElapsedTime(since) >= Window;

    private void Sweep()
    {
        if (IsOver(_sweptAt))
        {
            _windows = _windows.Where(window => !IsOver(window.Value.Since)).ToDictionary();
            _sweptAt = time.GetTimestamp();
        }
    }
}
