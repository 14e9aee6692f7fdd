namespace SecureDialogue.Mls.Codec;

/// <summary>Reads one structure and leaves the reader behind it.</summary>
internal delegate T TlsRead<out T>(ref TlsReader reader);
