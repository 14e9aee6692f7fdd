namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>Handles that were shown a short while ago. May forget anything at any time: whoever is here shows the own one again.</summary>
internal interface IPresence
{
    /// <summary>Shows a handle, unless it is empty or too many are shown, and gives all that hold.</summary>
    /// <param name="name">Of the epoch of a channel (<see cref="NodeNames"/>).</param>
    /// <param name="handle">16 bytes, or none.</param>
    Task<IReadOnlyList<byte[]>> ShowAsync(string name, byte[] handle);
}
