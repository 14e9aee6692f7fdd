using System.Diagnostics;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Channels;

/// <summary>Finds a transaction's log.</summary>
internal static class ChannelLogs
{
    public static IChannelLog Of(WriteBatch batch) => batch.Gathered as IChannelLog ?? throw new UnreachableException("The channels' database gathers a log.");
}
