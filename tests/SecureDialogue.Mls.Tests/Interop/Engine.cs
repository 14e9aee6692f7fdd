namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>Who a member is run by.</summary>
internal enum Engine
{
    /// <summary>The engine in C#, in this process.</summary>
    Core,

    /// <summary>Its twin in TypeScript, of the web client.</summary>
    Web,

    /// <summary>npm ts-mls 1.6.4.</summary>
    TsMls,
}
