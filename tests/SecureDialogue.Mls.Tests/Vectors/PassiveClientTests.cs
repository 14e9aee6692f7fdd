using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>Files in the passive-client format, whatever their names: a client joins by Welcome and follows what the others do.</summary>
public sealed class PassiveClientTests(ITestOutputHelper output)
{
    /// <summary>Every file of the folder that has that format.</summary>
    public static TheoryData<string> Files => [.. VectorFolder.Files.Where(VectorFolder.IsPassiveClient)];

    [VectorTheory]
    [MemberData(nameof(Files))]
    public void A_passive_client_follows_every_epoch(string file) => VectorRun.AnySuites(output, file, PassiveClient.Follow);
}
