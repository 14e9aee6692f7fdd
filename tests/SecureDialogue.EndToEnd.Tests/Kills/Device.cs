using System.Text;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>A person's device inside the test process: the same library as the command, without its start-up time.</summary>
internal sealed class Device(string name, DialogueClient client) : IAsyncDisposable
{
    public const string Channel = "Plenary";

    private DialogueException? _failure;

    public string Name { get; } = name;

    public DialogueClient Client { get; } = client;

    public static async Task<Device> CreateAsync(Workplace workplace, string beginLink) =>
        new("founder", await DialogueClient.CreateAsync(
            new NewDialogue(beginLink, "Talks", [new PartyView("hill", "Hill"), new PartyView("coast", "Coast")], "founder"), Options(workplace, "founder")));

    /// <summary>From the invitation to the admission.</summary>
    public async Task<Device> AdmitAsync(Workplace workplace, string name)
    {
        var invitation = await Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1));
        var joined = new Device(name, await DialogueClient.JoinAsync(invitation.Link, name, Options(workplace, name)));
        var request = (await Client.RequestsAsync()).Single(r => r.Name == name);
        Assert.Equal((await Client.DigitsAsync(request.Id)).Digits, (await joined.Client.DigitsAsync(null)).Digits);
        await Client.AdmitAsync(request.Id);
        await joined.Client.SyncAsync();
        return joined;
    }

    /// <summary>Syncs until nothing waits; the relay may go and come meanwhile.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < 50; i++)
        {
            if (await TrySyncAsync() is { Waiting: 0 } && Client.LastProblem is null)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"{Name} could not send what waits: {_failure?.Message}");
    }

    /// <summary>One sync, whatever becomes of it.</summary>
    public async Task<SyncReport?> TrySyncAsync()
    {
        try
        {
            return await Client.SyncAsync();
        }
        catch (DialogueException e)
        {
            _failure = e;
            return null;
        }
    }

    public async Task<List<MessageView>> ReadTextsAsync() =>
        [.. (await Client.ReadAsync(Channel, 0)).Where(m => m.Kind == "text")];

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private static ClientOptions Options(Workplace workplace, string name) =>
        new(workplace.In(name), Encoding.UTF8.GetBytes(Workplace.Passphrase), TimeProvider.System, TimeSpan.FromSeconds(10));
}
