namespace SecureDialogue.Server.Platform;

/// <summary>The only time that is ever stored: days since 1970, UTC.</summary>
internal static class Today
{
    public static long Day(this TimeProvider time) => time.GetUtcNow().ToUnixTimeSeconds() / 86_400;
}
