using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Dialogues;

/// <summary>Opening a dialogue with the Begin token, and minting passes within its quota.</summary>
internal static class DialoguesFeature
{
    public static IServiceCollection AddDialogues(this IServiceCollection services) => services
        .AddCall<CreateDialogueRequest, Done, CreateDialogueHandler, CreateDialogueValidator>()
        .AddCall<MintPassesRequest, Done, MintPassesHandler, MintPassesValidator>();
}
