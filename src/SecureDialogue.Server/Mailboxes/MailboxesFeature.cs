using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Mailboxes: sealed key packages to be taken, sealed letters (Welcomes among them) to be read and acknowledged.</summary>
internal static class MailboxesFeature
{
    public static IServiceCollection AddMailboxes(this IServiceCollection services) => services
        .AddSingleton<OpenMailboxes>()
        .AddSingleton<ISubscriptions>(provider => provider.GetRequiredService<OpenMailboxes>())
        .AddSingleton<ICatchUp, MailboxCatchUp>()
        .AddSingleton<ISweeper, MailboxSweeper>()
        .AddCall<CreateMailboxRequest, Done, CreateMailboxHandler, CreateMailboxValidator>()
        .AddCall<OpenMailboxRequest, OpenMailboxReply, OpenMailboxHandler, OpenMailboxValidator>()
        .AddCall<PutPackagesRequest, Done, PutPackagesHandler, PutPackagesValidator>()
        .AddCall<ReadLettersRequest, ReadLettersReply, ReadLettersHandler, ReadLettersValidator>()
        .AddCall<AcknowledgeLettersRequest, Done, AcknowledgeLettersHandler, AcknowledgeLettersValidator>()
        .AddCall<DropRequest, Done, DropHandler, DropValidator>()
        .AddCall<FetchPackageRequest, FetchPackageReply, FetchPackageHandler, FetchPackageValidator>();
}
