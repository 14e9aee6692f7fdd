namespace SecureDialogue.Client.Channels;

/// <summary>What it takes to make a channel at the relay; kept until that is done.</summary>
/// <param name="Pass">32 bytes.</param>
/// <param name="CloseMark">32 bytes.</param>
/// <param name="TalkDays">Days that the relay keeps talk.</param>
internal sealed record ChannelCreation(byte[] Pass, byte[] CloseMark, int TalkDays);
