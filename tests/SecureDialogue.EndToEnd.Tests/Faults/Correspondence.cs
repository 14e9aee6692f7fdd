using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Somebody drops letters into a mailbox, and its owner reads and acknowledges them, both at whichever node.</summary>
internal sealed class Correspondence : IAsyncDisposable
{
    private const int LetterBytes = 400;
    private const int RepeatEvery = 10;

    private readonly MailboxActor _mailbox;
    private readonly Random _random;
    private readonly Traveller _sender;
    private readonly Traveller _owner;
    private readonly Dictionary<string, int> _erased = [];
    private readonly List<string> _dropped = [];
    private readonly List<string> _received = [];

    public Correspondence(Cluster cluster, MailboxActor mailbox, int seed)
    {
        (_mailbox, _random) = (mailbox, new Random(seed));
        _sender = new Traveller(cluster, new Random(seed + 1), _ => Task.FromResult(true));
        _owner = new Traveller(cluster, new Random(seed + 2), async connection =>
            (await connection.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(connection.Context))).Code == RelayCode.Ok);
    }

    public int Again => _sender.Again + _owner.Again;

    public int Letters => _dropped.Count;

    public Task RunAsync(CancellationToken over) => Task.WhenAll(DropAsync(over), ReceiveAsync(over));

    /// <summary>The owner reads what is left; then what is wrong with it all.</summary>
    public async Task<IReadOnlyList<string>> JudgeAsync()
    {
        _owner.Leave();
        while (await ReceiveSomeAsync())
        {
        }

        return HistoryCheck.OfMailbox(_dropped, _received, _erased);
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _owner.DisposeAsync();
    }

    private async Task DropAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var letter = _mailbox.Drop(new byte[_random.Next(1, LetterBytes)]);
            var times = _random.Next(RepeatEvery) == 0 ? 2 : 1;
            for (var i = 0; i < times; i++)
            {
                var reply = await _sender.CallAsync<Done>("Drop", _ => letter);
                if (reply.Code == RelayCode.Ok && i == 0)
                {
                    _dropped.Add(Name(letter.Letter));
                }
            }

            await Task.Delay(_random.Next(10, 60), CancellationToken.None);
        }
    }

    private async Task ReceiveAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            _ = await ReceiveSomeAsync();
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>False when there was nothing.</summary>
    private async Task<bool> ReceiveSomeAsync()
    {
        var part = await _owner.CallAsync<ReadLettersReply>("ReadLetters", _ => new ReadLettersRequest(_mailbox.Id));
        _received.AddRange(part.Letters.Select(letter => Name(letter.Id)));
        if (part.Letters.Count == 0)
        {
            return false;
        }

        var ids = part.Letters.Select(letter => letter.Id).ToList();
        var reply = await _owner.CallAsync<Done>("AcknowledgeLetters", _ => new AcknowledgeLettersRequest(_mailbox.Id, ids));
        Assert.Equal(RelayCode.Ok, reply.Code);
        ids.ForEach(id => _erased[Name(id)] = _received.Count);
        return true;
    }

    private static string Name(LetterId id) => Convert.ToHexString(id.ToBytes());
}
