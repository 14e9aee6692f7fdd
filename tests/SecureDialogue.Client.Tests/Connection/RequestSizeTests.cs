using System.Text.Json;
using SecureDialogue.Client.Connection;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Connection;

public sealed class RequestSizeTests
{
    private static readonly byte[] Key = new byte[Limits.KeyBytes];
    private static readonly byte[] Signature = new byte[Limits.SignatureBytes];

    private static readonly object[] Largest =
    [
        new HelloRequest(1),
        new CreateDialogueRequest(Key, default, Key, Key, Signature),
        new MintPassesRequest(default, default, Many(Limits.Passes, Limits.KeyBytes), Signature),
        new CreateMailboxRequest(Key, default, Key, Key, Key, Signature),
        new OpenMailboxRequest(default, Signature),
        new PutPackagesRequest(default, false, Many(Limits.Packages, Limits.PackageBytes), Signature),
        new ReadLettersRequest(default),
        new AcknowledgeLettersRequest(default, new LetterId[Limits.Acknowledgements]),
        new DropRequest(default, Key, default, new byte[Limits.LetterBytes]),
        new FetchPackageRequest(default, Key),
        new CreateChannelRequest(Key, default, Key, Many(Limits.StewardKeys, Limits.KeyBytes), Key, 30, Signature),
        new ProveRequest(default, ulong.MaxValue, Signature),
        new PostRequest(default, ulong.MaxValue, default, default, new byte[Limits.ItemBytes]),
        new CommitRequest(default, ulong.MaxValue, default, long.MaxValue, new byte[Limits.ItemBytes], Key, Signature, Key, Signature),
        new StewardRequest(default, default, new byte[Limits.ItemBytes]),
        new ReadRequest(default, long.MaxValue),
        new AppearRequest(default, ulong.MaxValue, new byte[Limits.HandleBytes]),
        new WhisperRequest(default, ulong.MaxValue, new byte[Limits.WhisperBytes]),
    ];

    [Fact]
    public void Every_call_has_a_size_that_fits_into_a_hub_message()
    {
        Assert.Equal(
            typeof(IRelayHub).GetMethods().Select(method => method.GetParameters().Single().ParameterType).ToHashSet(),
            Largest.Select(request => request.GetType()).ToHashSet());
        Assert.All(Largest, request =>
        {
            Assert.True(RequestSize.IsWithinLimits(request), request.GetType().Name);
            Assert.True(JsonSerializer.SerializeToUtf8Bytes(request).Length < Limits.HubMessageBytes - 1024, request.GetType().Name);
        });
    }

    [Fact]
    public void What_is_one_larger_is_not_sent()
    {
        object[] larger =
        [
            new MintPassesRequest(default, default, Many(Limits.Passes + 1, Limits.KeyBytes), Signature),
            new PutPackagesRequest(default, false, Many(Limits.Packages + 1, 1), Signature),
            new PutPackagesRequest(default, false, Many(1, Limits.PackageBytes + 1), Signature),
            new AcknowledgeLettersRequest(default, new LetterId[Limits.Acknowledgements + 1]),
            new DropRequest(default, Key, default, new byte[Limits.LetterBytes + 1]),
            new CreateChannelRequest(Key, default, Key, Many(Limits.StewardKeys + 1, 32), Key, 30, Signature),
            new PostRequest(default, 1, default, default, new byte[Limits.ItemBytes + 1]),
            new CommitRequest(default, 1, default, 1, new byte[Limits.ItemBytes + 1], Key, Signature, default, default),
            new CommitRequest(default, 1, default, 1, new byte[1], Key, Signature, new byte[Limits.KeyBytes + 1], Signature),
            new CommitRequest(default, 1, default, 1, new byte[1], Key, Signature, Key, new byte[Limits.SignatureBytes + 1]),
            new StewardRequest(default, default, new byte[Limits.ItemBytes + 1]),
            new FetchPackageRequest(default, new byte[Limits.KeyBytes + 1]),
            new ProveRequest(default, 1, new byte[Limits.SignatureBytes + 1]),
            new AppearRequest(default, 1, new byte[Limits.HandleBytes + 1]),
            new WhisperRequest(default, 1, new byte[Limits.WhisperBytes + 1]),
        ];

        Assert.All(larger, request => Assert.False(RequestSize.IsWithinLimits(request), request.GetType().Name));
    }

    private static ReadOnlyMemory<byte>[] Many(int count, int bytes) => [.. Enumerable.Range(0, count).Select(_ => new ReadOnlyMemory<byte>(new byte[bytes]))];
}
