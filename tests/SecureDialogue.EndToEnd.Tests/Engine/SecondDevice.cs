using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A second device of somebody, by the commands that people use.</summary>
internal static class SecondDevice
{
    /// <summary>The device, which has asked on a link of its own person.</summary>
    public static async Task<Participant> LinkAsync(Talks talks, Participant person)
    {
        var home = talks.NewHome($"{person.Name} again");
        var link = (await person.Client.LinkDeviceAsync(TimeSpan.FromHours(1))).Link;
        return new Participant(person.Name, home, await DialogueClient.JoinDeviceAsync(link, person.Name, Participant.Options(home)));
    }

    /// <summary>A device of somebody who is invited anew under the same name, admitted by the founder alone.</summary>
    public static async Task<Participant> InviteAsync(Talks talks, string name)
    {
        var home = talks.NewHome($"{name} anew");
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        var device = new Participant(name, home, await DialogueClient.JoinAsync(link, name, Participant.Options(home)));
        await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id);
        await device.SyncAsync();
        await device.SyncAsync();
        return device;
    }

    /// <summary>The person's own device proposes it, the founder signs; whoever is away hears of it later.</summary>
    public static async Task AdmitAsync(Talks talks, Participant person, Participant device, Participant away)
    {
        var paper = (await person.Client.AdmitAsync((await person.Client.RequestsAsync()).Single().Id)).Paper;
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SignAsync(paper);
        for (var i = 0; i < 3; i++)
        {
            foreach (var one in talks.People.Where(one => one != away).Append(device))
            {
                await one.SyncAsync();
            }
        }
    }
}
