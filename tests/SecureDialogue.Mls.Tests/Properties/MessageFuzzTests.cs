using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tests.Validation;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>Messages changed on the way, and by members who sign and seal what they changed: refused without a trace, or taken.</summary>
public sealed class MessageFuzzTests(ITestOutputHelper output)
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");
    private readonly TestClient _dave = new("dave");
    private readonly Dictionary<MlsError, int> _errors = [];
    private int _taken;

    [Theory]
    [InlineData(1, 4000)]
    public void Messages_changed_on_the_way_are_refused_without_a_trace(int seed, int count) => OnTheWay(seed, count);

    [Theory]
    [InlineData(2, 3000)]
    public void Messages_changed_by_a_member_are_refused_without_a_trace_or_taken(int seed, int count) => ByMember(seed, count);

    [Theory]
    [InlineData(3, 2000)]
    public void Welcomes_changed_by_the_member_who_adds_are_refused_or_harmless(int seed, int count) => Welcomes(seed, count);

    [Fact]
    [Trait("Category", "Hours")]
    public void Many_changed_messages_are_refused_without_a_trace_or_taken()
    {
        OnTheWay(Random.Shared.Next(), 500_000);
        ByMember(Random.Shared.Next(), 500_000);
        Welcomes(Random.Shared.Next(), 300_000);
    }

    private void OnTheWay(int seed, int count)
    {
        var mutator = new Mutator(new Random(seed));
        _ = TestGroup.Of(_alice, _bob);
        var bundle = _alice.Group.CreateCommit(new Commits.CommitRequest { Adds = [_carol.KeyPackage], ForcePath = true });
        byte[][] seeds = [bundle.Message.ToArray(), new ForgedCommit(_alice) { IsPublic = true }.Encode(), _alice.Says("x"), bundle.Welcome!.Value.ToArray()];
        for (var i = 0; i < count; i++)
        {
            var bytes = mutator.Mutate(seeds[i % seeds.Length], seeds);
            Receive(bytes);
            Try(() => MlsGroup.Join(bytes, _carol.KeyPackage, _carol.Secrets, new JoinOptions { Validator = AcceptAll.Instance }).Dispose());
        }

        Report($"changed on the way, seed {seed}");
    }

    private void ByMember(int seed, int count)
    {
        var mutator = new Mutator(new Random(seed));
        _ = TestGroup.Of(_alice, _bob, _carol);
        var seeds = DecoderSamples.Make().Where(sample => sample.Name.StartsWith("Proposal,", StringComparison.Ordinal)).Select(sample => sample.Bytes).ToList();
        var (proposals, commits) = (seeds.Count, Commits());
        seeds.AddRange(commits);
        for (var i = 0; i < count; i++)
        {
            var which = i % seeds.Count;
            var bytes = mutator.Mutate(seeds[which], seeds);
            var content = Decoded(bytes, which < proposals);
            if (content is not null)
            {
                var message = new ForgedMessage(_alice, content) { Generation = 0 };
                Receive(i % 2 == 0 ? message.AsPublic() : message.AsPrivate());
            }
        }

        Report($"changed by a member, seed {seed}");
    }

    private void Welcomes(int seed, int count)
    {
        var mutator = new Mutator(new Random(seed));
        var group = TestGroup.Of(_alice, _bob, _carol);
        _ = group.Commit(_bob, [], []);
        var welcome = group.Commit(_alice, [_dave], [], forcePath: true).Welcome!.Value.ToArray();
        for (var i = 0; i < count; i++)
        {
            var forged = new ForgedWelcome(welcome, _dave) { Signer = _alice.SignatureKey };
            forged = i % 4 == 0
                ? forged with { Secrets = secrets => Changed(mutator, secrets, GroupSecrets.Read) }
                : forged with { Info = info => Changed(mutator, info, GroupInfo.Read) };
            Try(() => MlsGroup.Join(forged.Seal(), _dave.KeyPackage, _dave.Secrets, new JoinOptions { Validator = AcceptAll.Instance }).Dispose());
        }

        Report($"Welcomes changed by a member, seed {seed}");
    }

    private List<byte[]> Commits() =>
    [
        .. new[] { new ForgedCommit(_alice), new ForgedCommit(_alice, new Proposal.Add(_dave.KeyPackage)), new ForgedCommit(_alice, new Proposal.Remove(_carol.Group.OwnLeaf)) }
            .Select(forged => MlsMessage.Decode<PublicMessage>((forged with { IsPublic = true }).Encode()))
            .Select(message => TlsEncoding.Encode(((MessageContent.OfCommit)message.Content.Content).Commit)),
    ];

    private MessageContent? Decoded(byte[] bytes, bool isProposal)
    {
        MessageContent? content = null;
        Try(() => content = isProposal
            ? new MessageContent.OfProposal(TlsEncoding.Decode(bytes, Proposal.Read))
            : new MessageContent.OfCommit(TlsEncoding.Decode(bytes, Commit.Read)));
        return content;
    }

    private static T Changed<T>(Mutator mutator, T value, TlsRead<T> read)
        where T : ITlsEncodable
    {
        var bytes = TlsEncoding.Encode(value);
        return TlsEncoding.Decode(mutator.Mutate(bytes, [bytes]), read);
    }

    private void Receive(byte[] message)
    {
        var before = _bob.Group.Save();
        var taken = _taken;
        Try(() =>
        {
            if (_bob.Group.Receive(message, new ReceiveOptions { Validator = AcceptAll.Instance }) is CommitReceived commit)
            {
                commit.Staged.Dispose();
            }
        });
        if (taken == _taken)
        {
            Assert.Equal(before, _bob.Group.Save());
        }
        else
        {
            _bob.Group.Dispose();
            _bob.Group = MlsGroup.Load(before);
        }
    }

    private void Try(Action action)
    {
        using var ledger = new SecretLedger();
        try
        {
            action();
            _taken++;
        }
        catch (MlsException refusal)
        {
            Assert.True(ledger.Live == 0, $"{ledger.Live} secrets outlive the refusal {refusal.Error}");
            _errors[refusal.Error] = _errors.GetValueOrDefault(refusal.Error) + 1;
        }
    }

    private void Report(string what)
    {
        output.WriteLine($"measured: messages {what}: {_errors.Values.Sum()} refused by {_errors.Count} rules, {_taken} steps of them taken");
        Assert.True(_errors.Count >= 5, string.Join(", ", _errors));
    }
}
