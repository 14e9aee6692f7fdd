using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Every suite of the engine, for theories.</summary>
public static class Suites
{
    public static TheoryData<CipherSuiteId> All => [.. CipherSuite.All.Select(suite => suite.Id)];
}
