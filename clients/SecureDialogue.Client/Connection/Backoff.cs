using System.Security.Cryptography;

namespace SecureDialogue.Client.Connection;

/// <summary>The pauses between attempts: 0.2 s doubling up to 30 s, each shortened at random by up to half, so that clients of a relay that comes back do not all come at once.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    internal TimeSpan Next()
    {
        var pause = _next * (RandomNumberGenerator.GetInt32(500, 1001) / 1000.0);
        _next = _next * 2 < Last ? _next * 2 : Last;
        return pause;
    }

    internal void Reset() => _next = First;
}
