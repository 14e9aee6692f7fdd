using System.Text.Json;
using System.Text.RegularExpressions;
using SecureDialogue.Cli.Releases;
using SecureDialogue.Client.Views;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Output;

public sealed class JsonShapeTests
{
    public static TheoryData<Type> Views =>
    [
        typeof(StatusView), typeof(InvitationView), typeof(DigitsView), typeof(PendingRequest), typeof(MembershipOutcome), typeof(ChannelView),
        typeof(SendOutcome), typeof(MessageView), typeof(RosterView), typeof(MemberView), typeof(SyncReport), typeof(VerificationView), typeof(ExposureView), typeof(ClosingKeyView),
        typeof(PaperView), typeof(PaperDetails), typeof(VettingView), typeof(RemarkView),
        typeof(FounderView), typeof(CharterView), typeof(RemovalView), typeof(DeviceLinkView), typeof(TravelReport), typeof(CutView), typeof(ReleaseView),
        typeof(SingleTextView), typeof(BracketView), typeof(HomeCardView),
    ];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_documented_shape_has_the_fields_of_the_answer(Type view)
    {
        var documented = await File.ReadAllTextAsync(Path.Combine(BuildOutput.Root, "docs", "cli.md"));

        var fields = view.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));

        var inOrder = string.Join("[^{}]*?", fields.Select(field => $"\"{field}\"(:(\\{{[^{{}}]*\\}}|\\[[^\\]]*\\]))?"));
        Assert.Matches(new Regex("\\{" + inOrder + "\\}", RegexOptions.CultureInvariant), documented);
    }
}
