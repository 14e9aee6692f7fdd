using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>
/// A random schedule of commits and messages; all of it but the keys follows from its seed. After each step every member has the same
/// epoch authenticator, says something and has opened what each of the others said. Of each engine that takes part there is always a
/// member: of all three, but in pairs of C# and one of the others.
/// </summary>
internal sealed class InteropSchedule
{
    private const int MaxMembers = 20;
    private const int LeastSteps = 30;

    private readonly Random _random;
    private readonly InteropGroup _group;
    private readonly int _wantedMembers;
    private readonly Engine[] _engines;
    private int _step;
    private CommitPlan? _plan;

    internal InteropSchedule(PeerFixture peers, CipherSuiteId suite, int seed)
    {
        _random = new Random(seed);
        Title = $"suite {(int)suite}, seed {seed}";
        // Small groups are many, because ts-mls takes a hundred times as long as C#; every size up to 20 is met.
        _wantedMembers = seed % 20 == 0 ? MaxMembers : 2 + (int)(Math.Pow(_random.NextDouble(), 3) * (MaxMembers - 1));
        _engines = _wantedMembers > 2 ? Enum.GetValues<Engine>() : [Engine.Core, seed % 2 == 0 ? Engine.Web : Engine.TsMls];
        _group = new InteropGroup(peers, suite);
    }

    internal string Title { get; }

    /// <summary>The engines that take part.</summary>
    internal IReadOnlyList<Engine> Engines => _engines;

    internal async Task<InteropTally> RunAsync()
    {
        try
        {
            await StartAsync();
            for (var steps = LeastSteps + _random.Next(4); _step < steps; _step++)
            {
                await StepAsync();
                await _group.TalkAsync([.. _group.Members], _random);
                await _group.RestartAsync(_random);
                _group.Tally.Steps++;
            }
        }
        catch (Exception exception) when (exception is Xunit.Sdk.XunitException or MlsException or InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{Title}, step {_step}, {_group.Count} members, {_plan}: {exception.Message}", exception);
        }

        await InteropGroup.ForgetAsync(_group.Peers);
        return _group.Tally;
    }

    private async Task StartAsync()
    {
        var founder = _engines[_random.Next(_engines.Length)];
        await _group.FoundAsync(founder);
        var others = _engines.Where(engine => engine != founder).ToList();
        for (var more = _random.Next(_wantedMembers) - others.Count; more > 0; more--)
        {
            others.Add(NextEngine());
        }

        Assert.True(await _group.CommitAsync(_group.Members.Single(), new CommitPlan(founder) { Adds = others }));
    }

    private async Task StepAsync()
    {
        var engine = WhoseTurn();
        var makers = _group.Members.Where(member => member.Engine == engine).ToArray();
        var maker = makers[_random.Next(makers.Length)];
        var plan = _random.Next(10) switch
        {
            < 3 => Add(engine),
            < 5 => Remove(engine, maker),
            < 7 => Swap(engine, maker),
            _ => new CommitPlan(engine),
        };
        // The product commits to no keys from elsewhere, so its twin only follows those of others.
        _plan = plan with { HasPsk = _random.Next(4) == 0 && engine != Engine.Web };
        if (_group.IsBeyondPeer(maker, _plan) || !await _group.CommitAsync(maker, _plan))
        {
            _plan = new CommitPlan(engine);
            Assert.True(await _group.CommitAsync(maker, _plan));
        }
    }

    // Every engine makes about a quarter of the commits at least.
    private Engine WhoseTurn()
    {
        var last = _engines.MinBy(engine => _group.Tally.Of(engine).Commits);
        return 4 * _group.Tally.Of(last).Commits <= _group.Tally.Commits ? last : NextEngine();
    }

    private Engine NextEngine() => _engines[_random.Next(_engines.Length)];

    private CommitPlan Add(Engine maker)
    {
        var room = Math.Min(3, _wantedMembers - _group.Count);
        if (room <= 0)
        {
            return new CommitPlan(maker);
        }

        var adds = Enumerable.Range(0, 1 + _random.Next(room)).Select(_ => NextEngine()).ToArray();
        return new CommitPlan(maker) { Adds = adds, ForcePath = maker != Engine.TsMls && _random.Next(2) == 0 };
    }

    private CommitPlan Remove(Engine maker, LeafOwner self)
    {
        var candidates = _group.Members.Where(member => member.Leaf != self.Leaf).ToList();
        var removes = new List<LeafIndex>();
        var left = _engines.ToDictionary(engine => engine, _group.CountOf);
        for (var count = 1 + _random.Next(2); count > 0 && candidates.Count > 0; count--)
        {
            var chosen = candidates[_random.Next(candidates.Count)];
            _ = candidates.Remove(chosen);
            if (left[chosen.Engine] > 1)
            {
                removes.Add(chosen.Leaf);
                left[chosen.Engine]--;
            }
        }

        return new CommitPlan(maker) { Removes = removes };
    }

    // Somebody goes and somebody comes in one commit, often to the same leaf and often of another engine.
    private CommitPlan Swap(Engine maker, LeafOwner self)
    {
        var others = _group.Members.Where(member => member.Leaf != self.Leaf).ToList();
        var gone = others[_random.Next(others.Count)];
        var comes = _group.CountOf(gone.Engine) == 1 ? gone.Engine : NextEngine();
        return new CommitPlan(maker) { Adds = [comes], Removes = [gone.Leaf] };
    }
}
