namespace SecureDialogue.Server.Platform;

/// <summary>What a clock shows, in days since 1970, UTC; which day is believed says <see cref="Calendar"/>.</summary>
internal static class Today
{
    public static long Day(this TimeProvider time) => time.GetUtcNow().ToUnixTimeSeconds() / 86_400;
}
