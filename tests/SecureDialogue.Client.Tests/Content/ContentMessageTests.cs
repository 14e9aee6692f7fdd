using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Content;

public sealed class ContentMessageTests
{
    private static readonly ContentBody[] Known =
    [
        new TextContent("hello"),
        new ProfileContent(Samples.Profile.Sign(World.Seed(Samples.Person))),
        Samples.PolicyContent,
        new CharterContent(Samples.Charters),
        new RemovalOrderContent(Samples.RemovalOrder),
        new RevocationContent(Samples.Revocation),
        new SeenContent(),
        new ReplyContent(new MessageId(World.Bytes(0x4E, 16)), new TextContent("hello")),
        new LeaveContent(Samples.Hash),
        new SingleText(1, null, "Water", [new Clause("Both sides measure.")]),
        new Bracket(Samples.Hash, 1, "Both sides [jointly] measure."),
        new BracketRelease(Samples.Hash, 1, "Both sides [jointly] measure.", World.Hill),
        new Clearance(new MessageId(World.Bytes(0x4E, 16))),
        new UnknownContent((ContentKind)999, World.Bytes(1, 5)),
        new UnknownContent(ContentKind.CarryCard, World.Bytes(1, 5)),
    ];

    public static IEnumerable<object[]> Bodies => Known.Select(body => new object[] { body });

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_message_comes_back_with_its_kind_and_bytes(ContentBody body)
    {
        var message = Samples.Message(body);

        var back = ContentMessage.FromApplicationData(message.ToApplicationData());

        Assert.Equal(body.GetType(), back.Body.GetType());
        Assert.Equal(body.Kind, back.Body.Kind);
        Assert.Equal(message.Encode(), back.Encode());
    }

    [Fact]
    public void What_a_verdict_depends_on_is_lasting_and_words_are_not()
    {
        Assert.All(Known[1..6], body => Assert.True(body.IsLasting));
        Assert.True(new LeaveContent(Samples.Hash).IsLasting);
        Assert.False(new TextContent("hello").IsLasting);
        Assert.False(new SeenContent().IsLasting);
    }

    [Fact]
    public void The_single_text_and_what_is_released_outlive_talk_and_a_caucus_bracket_does_not()
    {
        Assert.Equal([true, false, true, false], Known.Where(body => body.Kind >= ContentKind.SingleText && body is not UnknownContent).Select(body => body.IsLasting));
    }

    [Fact]
    public void A_single_text_names_its_predecessor_and_has_40_clauses_of_2000_characters_at_most()
    {
        var clause = new Clause(new string('a', Clause.MaxCharacters));
        var text = new SingleText(1, null, "Water", [.. Enumerable.Repeat(new Clause("Both"), SingleText.MaxClauses)]);

        Assert.Equal(text.Id, SingleText.Decode(text.Encode()).Id);
        Assert.NotEqual(text.Id, (text with { Title = "water" }).Id);
        Assert.Equal(clause.Words, Clause.Decode(clause.Encode()).Words);
        Assert.Throws<ArgumentException>(() => new Clause(clause.Words + "a").Encode());
        Assert.Throws<ArgumentException>(() => (text with { Clauses = [.. text.Clauses, clause] }).Encode());
        Assert.Throws<ArgumentException>(() => (text with { Number = 2 }).Encode());
        Assert.Throws<ArgumentException>(() => (text with { Previous = Samples.Hash }).Encode());
    }

    [Fact]
    public void E05_short_messages_have_one_size()
    {
        Assert.Equal(256, Samples.Message(new TextContent("no")).ToApplicationData().Length);
        Assert.Equal(256, Samples.Message(new TextContent(new string('y', 150))).ToApplicationData().Length);
    }

    [Fact]
    public void A_text_is_normalised_by_its_author_and_has_16_KiB_at_most()
    {
        var longest = new string('ä', TextContent.MaxTextBytes / 2);

        Assert.Equal("\u00e9", TextContent.Of("e\u0301").Text);
        Assert.Equal(longest, TextContent.Decode(new TextContent(longest).Encode()).Text);
        Assert.Throws<ArgumentException>(() => new TextContent(longest + "a").Encode());
        Assert.Throws<ArgumentException>(() => new TextContent("e\u0301").Encode());
        Assert.Throws<ArgumentException>(() => new TextContent(string.Empty).Encode());
    }

    [Fact]
    public void A15_a_profile_counts_only_for_its_own_device_admission_and_channel()
    {
        var credential = World.CredentialOf(Samples.SignedAdmission, Samples.Person);
        var signed = Samples.Profile.Sign(World.Seed(Samples.Person));
        var stranger = Samples.World3.Credential(World.Stranger, World.Hill, Roles.Participant);

        Assert.True(Profile.Belongs(signed, World.Channel, credential));
        Assert.False(Profile.Belongs(signed, World.Bytes(1, 16), credential));
        Assert.False(Profile.Belongs(signed, World.Channel, stranger));
        Assert.False(Profile.Belongs(signed with { Body = signed.Body with { Name = "Leyla" } }, World.Channel, credential));
        Assert.False(Profile.Belongs(Samples.Profile.Sign(World.Seed(World.Stranger)), World.Channel, credential));
        Assert.False(Profile.Belongs((Samples.Profile with { Name = "Ma\u202Erek" }).Sign(World.Seed(Samples.Person)), World.Channel, credential));
    }

    [Fact]
    public void Only_a_caucus_names_a_party()
    {
        var caucus = new ChannelDescriptor(Samples.World3.Charters.Dialogue, ChannelKind.Caucus, World.Hill, 3);

        Assert.Equal(World.Hill, ChannelDescriptor.Decode(caucus.Encode()).Party);
        Assert.Throws<ArgumentException>(() => (caucus with { Party = null }).Encode());
        Assert.Throws<ArgumentException>(() => (caucus with { Kind = ChannelKind.Plenary }).Encode());
        Assert.NotEmpty((caucus with { Kind = ChannelKind.Plenary, Party = null }).Encode());
    }
}
