using SecureDialogue.Wire;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>
/// What a piece of a transaction is about. A store that several nodes write to runs pieces in the order of their subjects, so that
/// two transactions wait for each other's rows in one order, and may load what they are about at once.
/// </summary>
/// <param name="Subject">Id of the mailbox or channel; empty when it is neither.</param>
/// <param name="Message">Id of the message to be appended; empty when nothing is.</param>
internal readonly record struct WriteKey(ReadOnlyMemory<byte> Subject, ReadOnlyMemory<byte> Message)
{
    public static WriteKey None => default;

    public static WriteKey Of(MailboxId mailbox) => new(mailbox.ToBytes(), default);

    public static WriteKey Of(ChannelId channel) => new(channel.ToBytes(), default);

    public static WriteKey Of(ChannelId channel, MessageId message) => new(channel.ToBytes(), message.ToBytes());
}
