namespace SecureDialogue.Client.Devices;

/// <summary>A pass in stock.</summary>
/// <param name="Kind">What it is for, as <see cref="Wire.PassKind"/>.</param>
/// <param name="Pass">32 bytes.</param>
/// <param name="CloseMark">32 bytes, for the row that it is spent on.</param>
internal sealed record StoredPass(int Kind, byte[] Pass, byte[] CloseMark);
