using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>One call of each kind that the relay accepts, made on a socket that was brought to where the call belongs.</summary>
internal sealed class HonestCall(Scene scene, MailboxActor mailbox, ChannelActor channel)
{
    public static IReadOnlyList<string> Names { get; } = [.. typeof(IRelayHub).GetMethods().Select(method => method.Name)];

    public static async Task<HonestCall> PrepareAsync(Scene scene) => new(scene, await scene.MailboxAsync(), await scene.ChannelAsync());

    /// <summary>Does what comes before the call and gives its request.</summary>
    public async Task<object> BeforeAsync(RawSocket socket, string name)
    {
        if (name == "Hello")
        {
            return new HelloRequest(ProtocolVersion.Current);
        }

        await socket.HelloAsync();
        if (name is "PutPackages" or "ReadLetters" or "AcknowledgeLetters")
        {
            Assert.Equal(RelayCode.Ok, await socket.CodeAsync("OpenMailbox", mailbox.Open(socket.Context)));
        }

        if (name is "Post" or "Commit" or "Steward" or "Read" or "Appear" or "Whisper")
        {
            Assert.Equal(RelayCode.Ok, await socket.CodeAsync("Prove", channel.Prove(socket.Context, 0)));
        }

        return await RequestAsync(socket, name);
    }

    private async Task<object> RequestAsync(RawSocket socket, string name) => name switch
    {
        "CreateDialogue" => scene.CreateDialogue(socket.Context),
        "MintPasses" => scene.Mint(socket.Context, PassKind.Mailbox, RandomNumberGenerator.GetBytes(Limits.KeyBytes)),
        "CreateMailbox" => mailbox.Create(socket.Context),
        "OpenMailbox" => mailbox.Open(socket.Context),
        "PutPackages" => mailbox.Put(socket.Context, true, Encoding.ASCII.GetBytes("PLANTED package")),
        "ReadLetters" => new ReadLettersRequest(mailbox.Id),
        "AcknowledgeLetters" => new AcknowledgeLettersRequest(mailbox.Id, [OpaqueId.Draw<LetterId>()]),
        "Drop" => mailbox.Drop(Encoding.ASCII.GetBytes("PLANTED letter")),
        "FetchPackage" => await FetchAsync(),
        "CreateChannel" => channel.Create(socket.Context),
        "Prove" => channel.Prove(socket.Context, 0),
        "Post" => channel.Post(0, Encoding.ASCII.GetBytes("PLANTED item")),
        "Commit" => channel.Countersigned(socket.Context, channel.Commit(socket.Context, 0, 0, Encoding.ASCII.GetBytes("PLANTED commit"))),
        "Steward" => await SupersedeAsync(),
        "Read" => new ReadRequest(channel.Id, 0),
        "Appear" => channel.Appear(0, 7),
        "Whisper" => new WhisperRequest(channel.Id, 0, Encoding.ASCII.GetBytes("PLANTED whisper")),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "a call without an honest twin"),
    };

    private async Task<FetchPackageRequest> FetchAsync()
    {
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1])));
        return mailbox.Fetch();
    }

    private async Task<StewardRequest> SupersedeAsync()
    {
        await using var member = await scene.MemberAsync(channel);
        var stored = await channel.CommitAsync(member, 0, [1]);
        return channel.Act(StewardVerb.Supersede, 0, stored.Sequence, [1]);
    }
}
