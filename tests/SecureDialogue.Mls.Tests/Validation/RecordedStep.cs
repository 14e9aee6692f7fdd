using System.Text.Json;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>One thing that a recorded case does, each time from the bytes anew.</summary>
internal sealed class RecordedStep(JsonElement step, byte[][] bytes)
{
    internal MlsError? Refused => step.TryGetProperty("refused", out var rule) ? Enum.Parse<MlsError>(rule.GetString()!) : null;

    /// <summary>The data, the proposal's reference or the epoch authenticator that an accepted step gives.</summary>
    internal byte[] Gives => step.TryGetProperty("gives", out var gives) ? gives.GetBytesFromBase64() : [];

    private IReadOnlyList<ExternalPsk> Psks => step.TryGetProperty("psks", out var psks)
        ? [.. psks.EnumerateArray().Select(psk => new ExternalPsk(psk[0].GetBytesFromBase64(), new Secret(psk[1].GetBytesFromBase64())))]
        : [];

    private ulong? Time => Number("time");

    private ICredentialValidator Validator => step.TryGetProperty("refusesName", out var name)
        ? new RefuseNamed(name.GetString()!)
        : step.TryGetProperty("takesChanges", out _) ? AcceptChanges.Instance : AcceptAll.Instance;

    internal byte[] Run()
    {
        switch (step.GetProperty("do").GetString())
        {
            case "receive":
                return Receive();
            case "join":
                return Join();
            case "package":
                var suite = CipherSuite.Get((CipherSuiteId)step.GetProperty("suite").GetInt32());
                KeyPackage.Decode(Bytes("message")!).Verify(suite, Time, Number("maxLifetime") ?? ulong.MaxValue);
                return [];
            case var decoder:
                RecordedDecoders.All[decoder!](Bytes("message")!);
                return [];
        }
    }

    private byte[] Receive()
    {
        var saved = Bytes("group")!;
        using var group = MlsGroup.Load(saved);
        Assert.Equal(saved, group.Save());
        try
        {
            var received = group.Receive(Bytes("message"), new ReceiveOptions
            {
                Validator = Validator,
                OnlyAddsAndRemoves = step.GetProperty("onlyAddsAndRemoves").GetBoolean(),
                ExternalPsks = Psks,
                CurrentTime = Time,
                MaxLifetime = Number("maxLifetime"),
            });
            using var staged = (received as CommitReceived)?.Staged;
            return Acceptance.Gave(received) ?? [];
        }
        catch (MlsException)
        {
            Assert.Equal(saved, group.Save());
            throw;
        }
    }

    private byte[] Join()
    {
        using var secrets = KeyPackageSecrets.Load(Bytes("secrets"));
        using var predecessor = Bytes("predecessor") is { } old ? MlsGroup.Load(old) : null;
        using var joined = MlsGroup.Join(Bytes("message"), KeyPackage.Decode(Bytes("package")!), secrets, new JoinOptions
        {
            Validator = Validator,
            RatchetTree = Bytes("tree") is { } tree ? (ReadOnlyMemory<byte>?)tree : null,
            ExternalPsks = Psks,
            ResumptionPsks = Bytes("resumptionPsk") is { } key ? [new ResumptionPsk(Bytes("resumptionGroup"), Number("resumptionEpoch")!.Value, new Secret(key))] : [],
            Predecessor = predecessor,
            CurrentTime = Time,
            MaxLifetime = Number("maxLifetime"),
        });
        return joined.EpochAuthenticator.ToArray();
    }

    private byte[]? Bytes(string name) => step.TryGetProperty(name, out var number) ? bytes[number.GetInt32()] : null;

    private ulong? Number(string name) => step.TryGetProperty(name, out var number) ? number.GetUInt64() : null;
}
