namespace SecureDialogue.Server.Platform.Health;

/// <summary>What the health endpoints answer.</summary>
internal sealed record HealthReport(string Status, string Version);
