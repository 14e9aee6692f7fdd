namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>Something that happens to a message, or to the writer of a node.</summary>
internal readonly record struct Event(EventKind Kind, int Message, int Node);
