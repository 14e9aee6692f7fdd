using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>
/// A random schedule of commits and messages; all of it but the keys follows from its seed. After each step every member has the same
/// epoch authenticator, says something and has opened what each of the others said.
/// </summary>
internal sealed class InteropSchedule
{
    private const int MaxMembers = 20;
    private const int LeastSteps = 30;

    private readonly Random _random;
    private readonly InteropGroup _group;
    private readonly int _wantedMembers;
    private int _step;
    private CommitPlan? _plan;

    internal InteropSchedule(PeerProcess process, CipherSuiteId suite, int seed)
    {
        _random = new Random(seed);
        Title = $"suite {(int)suite}, seed {seed}";
        // Small groups are many, because ts-mls takes a hundred times as long as we do; every size up to 20 is met.
        _wantedMembers = seed % 20 == 0 ? MaxMembers : 2 + (int)(Math.Pow(_random.NextDouble(), 3) * (MaxMembers - 1));
        _group = new InteropGroup(process, suite);
    }

    internal string Title { get; }

    internal async Task<InteropTally> RunAsync()
    {
        try
        {
            await StartAsync();
            for (var steps = LeastSteps + _random.Next(4); _step < steps; _step++)
            {
                await StepAsync();
                await _group.TalkAsync([.. _group.Members], _random);
                _group.Restart(_random);
                _group.Tally.Steps++;
            }
        }
        catch (Exception exception) when (exception is Xunit.Sdk.XunitException or MlsException or InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{Title}, step {_step}, {_group.Count} members, {_plan}: {exception.Message}", exception);
        }

        await _group.ForgetAsync(_group.Peers);
        return _group.Tally;
    }

    private async Task StartAsync()
    {
        var isByPeer = _random.Next(2) == 0;
        await _group.FoundAsync(isByPeer);
        var others = Math.Max(1, _random.Next(_wantedMembers));
        var same = _random.Next(others);
        var plan = isByPeer ? new CommitPlan(true, others - same, same) : new CommitPlan(false, same, others - same);
        Assert.True(await _group.CommitAsync(_group.Members.Single(), plan));
    }

    private async Task StepAsync()
    {
        var isByPeer = IsPeersTurn();
        var maker = Pick(isByPeer);
        var plan = _random.Next(10) switch
        {
            < 3 => Add(isByPeer),
            < 5 => Remove(isByPeer, maker),
            < 7 => Swap(isByPeer, maker),
            _ => new CommitPlan(isByPeer),
        };
        _plan = plan with { HasPsk = _random.Next(6) == 0 };
        if (_group.IsBeyondPeer(maker, _plan) || !await _group.CommitAsync(maker, _plan))
        {
            _plan = new CommitPlan(isByPeer);
            Assert.True(await _group.CommitAsync(maker, _plan));
        }
    }

    // Either engine makes at least two of five commits.
    private bool IsPeersTurn()
    {
        var (peers, all) = (_group.Tally.PeerCommits, _group.Tally.Commits);
        return 5 * peers <= 2 * all || (5 * peers < 3 * all && _random.Next(2) == 0);
    }

    private CommitPlan Add(bool isByPeer)
    {
        var room = Math.Min(3, _wantedMembers - _group.Count);
        if (room <= 0)
        {
            return new CommitPlan(isByPeer);
        }

        var count = 1 + _random.Next(room);
        var peers = _random.Next(count + 1);
        return new CommitPlan(isByPeer, count - peers, peers) { ForcePath = !isByPeer && _random.Next(2) == 0 };
    }

    private CommitPlan Remove(bool isByPeer, LeafOwner maker)
    {
        var candidates = _group.Members.Where(member => member.Leaf != maker.Leaf).ToList();
        var removes = new List<LeafIndex>();
        var (cores, peers) = (_group.Cores.Count, _group.Peers.Count);
        for (var count = 1 + _random.Next(2); count > 0 && candidates.Count > 0; count--)
        {
            var chosen = candidates[_random.Next(candidates.Count)];
            _ = candidates.Remove(chosen);
            if ((chosen.Core is null ? peers : cores) > 1)
            {
                removes.Add(chosen.Leaf);
                (cores, peers) = chosen.Core is null ? (cores, peers - 1) : (cores - 1, peers);
            }
        }

        return new CommitPlan(isByPeer) { Removes = removes };
    }

    // Somebody goes and somebody comes in one commit, often to the same leaf and sometimes of the other engine.
    private CommitPlan Swap(bool isByPeer, LeafOwner maker)
    {
        var others = _group.Members.Where(member => member.Leaf != maker.Leaf).ToList();
        var gone = others[_random.Next(others.Count)];
        var isLastOfItsEngine = (gone.Core is null ? _group.Peers.Count : _group.Cores.Count) == 1;
        var isPeerNew = isLastOfItsEngine ? gone.Core is null : _random.Next(2) == 0;
        return new CommitPlan(isByPeer, isPeerNew ? 0 : 1, isPeerNew ? 1 : 0) { Removes = [gone.Leaf] };
    }

    private LeafOwner Pick(bool isPeer) => isPeer
        ? new LeafOwner(null, _group.Peers[_random.Next(_group.Peers.Count)])
        : new LeafOwner(_group.Cores[_random.Next(_group.Cores.Count)], null);
}
