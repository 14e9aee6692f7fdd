namespace SecureDialogue.Client.Cbor;

/// <summary>Checks that the runtime can normalise Unicode: without it two spellings of one name would count as two names.</summary>
public static class UnicodeSupport
{
    /// <summary>Refuses to go on in a process that runs without Unicode data (invariant globalization).</summary>
    /// <exception cref="PlatformNotSupportedException">Normalisation does nothing here.</exception>
    public static void EnsureAvailable()
    {
        if ("e\u0301".Normalize().Length != 1)
        {
            throw new PlatformNotSupportedException(
                "Unicode normalisation is missing: install ICU (Debian: libicu72) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
    }
}
