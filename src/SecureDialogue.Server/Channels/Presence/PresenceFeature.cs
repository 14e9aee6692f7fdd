using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Presence;

/// <summary>Who is here, and whispers: in memory and at Redis only, for those who have proven the current epoch.</summary>
internal static class PresenceFeature
{
    public static IServiceCollection AddPresence(this IServiceCollection services) => services
        .AddSingleton<CurrentEpoch>()
        .AddCall<AppearRequest, AppearReply, AppearHandler, AppearValidator>()
        .AddCall<WhisperRequest, Done, WhisperHandler, WhisperValidator>();
}
