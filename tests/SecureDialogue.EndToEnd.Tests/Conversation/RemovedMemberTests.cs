using System.Text;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Secrets;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Conversation;

/// <summary>What a removed member could do with a copy of the home from before the removal and all that the relay holds.</summary>
[Collection(RiverTalksScene.Name)]
public sealed class RemovedMemberTests(RiverTalks talks, ITestOutputHelper output)
{
    [Fact]
    public void With_the_whole_database_of_the_relay_nothing_sent_afterwards_opens()
    {
        using var group = MlsGroup.Load(talks.KeptByRemoved);

        var (opened, refused) = Open(group, Items());

        output.WriteLine($"measured: removed member with the relay's database: {opened.Count} items opened, {refused.Count} refused");
        Assert.DoesNotContain(opened, text => Holds(text, Cast.AfterRemoval) || Holds(text, Cast.WhileAway) || Holds(text, Cast.Bidi));
        Assert.InRange(refused.Count(item => MlsGroup.PeekHeader(item).Epoch > group.Epoch), 4, int.MaxValue);
        Assert.All(refused.Where(item => MlsGroup.PeekHeader(item).Epoch > group.Epoch), item => Assert.False(HasSender(group, item)));
    }

    [Fact]
    public void With_the_same_database_somebody_who_stays_opens_what_came_next()
    {
        using var group = MlsGroup.Load(talks.KeptByStaying);

        var (opened, _) = Open(group, Items());

        Assert.Contains(opened, text => Holds(text, Cast.AfterRemoval));
        Assert.Contains(opened, text => Holds(text, Cast.WhileAway));
    }

    /// <summary>Everything in the log, in order, from the epoch on in which the home was copied.</summary>
    private List<byte[]> Items()
    {
        using var kept = MlsGroup.Load(talks.KeptByRemoved);
        using var database = talks.Relay.OpenDatabase("channels");
        using var command = database.CreateCommand();
        command.CommandText = "SELECT bytes FROM item WHERE bytes IS NOT NULL ORDER BY place";
        using var reader = command.ExecuteReader();
        var items = new List<byte[]>();
        while (reader.Read())
        {
            items.Add(reader.GetFieldValue<byte[]>(0));
        }

        return [.. items.Where(item => MlsGroup.PeekHeader(item).Epoch >= kept.Epoch)];
    }

    private static (List<byte[]> Opened, List<byte[]> Refused) Open(MlsGroup group, List<byte[]> items)
    {
        var (opened, refused) = (new List<byte[]>(), new List<byte[]>());
        foreach (var item in items)
        {
            try
            {
                switch (group.Receive(item, new AnyCredential()))
                {
                    case CommitReceived { Staged.RemovesSelf: false } commit:
                        group.Merge(commit.Staged);
                        break;
                    case ApplicationReceived message:
                        opened.Add(message.Data.ToArray());
                        break;
                    default:
                        break;
                }
            }
            catch (MlsException)
            {
                refused.Add(item);
            }
        }

        return (opened, refused);
    }

    /// <summary>Whether the secrets tell even who wrote it, should the check of the epoch be left out.</summary>
    private static bool HasSender(MlsGroup group, byte[] item)
    {
        try
        {
            MessageProtection.OpenSenderData(group.Suite, MlsMessage.Decode<PrivateMessage>(item), group.State.Secrets.SenderDataSecret);
            return true;
        }
        catch (MlsException)
        {
            return false;
        }
    }

    private static bool Holds(byte[] content, string words) => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;

    /// <summary>Who may stand in the tree is judged elsewhere; here the keys are.</summary>
    private sealed class AnyCredential : ICredentialValidator
    {
        public void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
        {
        }
    }
}
