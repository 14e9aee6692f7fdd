namespace SecureDialogue.Client.Views;

/// <summary>A revocation that was proposed or signed.</summary>
/// <param name="Paper">Short id of the paper, 8 lower-case hexadecimal digits.</param>
/// <param name="Name">Whose device.</param>
/// <param name="Device">Its short id.</param>
/// <param name="WholePerson">Whether all devices of the person are meant.</param>
/// <param name="Done">Whether all signatures are there: the device is being taken out of every channel.</param>
/// <param name="Missing">Who could bring it to its end; one or more of them, as the Charter's device rule says.</param>
public sealed record CutView(string Paper, string Name, string Device, bool WholePerson, bool Done, IReadOnlyList<string> Missing);
