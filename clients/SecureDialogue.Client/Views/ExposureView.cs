namespace SecureDialogue.Client.Views;

/// <summary>What one device that was cut off could read in one channel.</summary>
/// <param name="Channel">The channel's title.</param>
/// <param name="Name">Whose device.</param>
/// <param name="Device">Its short id.</param>
/// <param name="From">When it came in; null when it was there before this device.</param>
/// <param name="Until">When it was taken out; null while that is still to be done.</param>
public sealed record ExposureView(string Channel, string Name, string Device, DateTimeOffset? From, DateTimeOffset? Until);
