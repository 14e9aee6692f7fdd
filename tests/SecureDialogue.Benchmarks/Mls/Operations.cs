using System.Numerics;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Groups;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>The operations on a group of one size, with their floors by call counts.</summary>
internal static class Operations
{
    private const int MessageBytes = 1024;

    internal static IReadOnlyList<Operation> Of(int members)
    {
        var crew = new Crew(members);
        var (blank, full) = (crew.Blank(), crew.Full());
        return [KeyPackage(crew), Add(crew), Join(crew), .. Commits(crew, "blank", blank), .. Commits(crew, "full", full), .. Data(crew, full)];
    }

    private static Operation KeyPackage(Crew crew) => new("key package", crew.Packages.Count, Each(() => crew.Publish(0).Secrets.Dispose()))
    {
        Floor = floor => 2 * (floor.DeriveKeyPair + floor.Sign),
    };

    private static Operation Add(Crew crew)
    {
        var (creator, request) = (crew.Create(), crew.AddOthers);
        return new Operation("add N-1", crew.Packages.Count, Each(() => creator.CreateCommit(request).Staged.Dispose()))
        {
            Floor = floor => request.Adds.Count * ((2 * floor.Verify) + floor.Seal),
            Target = 2,
        };
    }

    private static Operation Join(Crew crew)
    {
        using var creator = crew.Create();
        using var bundle = creator.CreateCommit(crew.AddOthers).Staged;
        var welcome = creator.CreateCommit(crew.AddOthers).Welcome!.Value;
        var count = crew.Packages.Count;
        return new Operation("join", count, Each(() => crew.Join(count / 2, welcome.Span).Dispose()))
        {
            Floor = floor => (count * floor.Verify) + (Levels(count) * floor.DeriveKeyPair),
            Target = 2,
        };
    }

    private static IEnumerable<Operation> Commits(Crew crew, string shape, (MlsGroup Committer, MlsGroup Receiver) group)
    {
        var (count, levels) = (crew.Packages.Count, Levels(crew.Packages.Count));
        var request = new CommitRequest();
        var bundle = group.Committer.CreateCommit(request);
        bundle.Staged.Dispose();
        yield return new Operation($"commit, {shape}", count, Each(() => group.Committer.CreateCommit(request).Staged.Dispose()))
        {
            Floor = shape == "blank"
                ? floor => (count - 1) * floor.Seal
                : floor => (levels * (floor.Seal + floor.DeriveKeyPair)) + (2 * floor.Sign),
            Target = shape == "blank" ? 2 : 4,
        };
        yield return new Operation($"process it, {shape}", count, Each(() => Process(crew, group.Receiver, bundle.Message)))
        {
            Floor = floor => (2 * floor.Verify) + floor.Open + (levels * floor.DeriveKeyPair),
            Target = shape == "blank" ? null : 4,
        };
    }

    private static IEnumerable<Operation> Data(Crew crew, (MlsGroup Sender, MlsGroup Receiver) group)
    {
        var (count, data) = (crew.Packages.Count, new byte[MessageBytes]);
        var (saved, snapshot) = (group.Sender.Save(), group.Receiver.Save());
        yield return new Operation("seal 1 KiB", count, Each(() => group.Sender.Protect(data, default, 0)))
        {
            Floor = floor => floor.SignKibibyte + floor.AeadKibibyte + floor.Ratchet,
            Target = 1.5,
        };
        yield return new Operation("open 1 KiB", count, OpenEach)
        {
            Floor = floor => floor.VerifyKibibyte + floor.AeadKibibyte + floor.Ratchet,
            Target = 1.5,
        };
        yield return new Operation("save", count, Each(() => group.Receiver.Save()));
        yield return new Operation("load", count, Each(() => MlsGroup.Load(snapshot).Dispose()));

        // Both begin anew in each round: the keys of another round's messages would be too far ahead.
        Action OpenEach(int times)
        {
            var (sender, receiver) = (MlsGroup.Load(saved), MlsGroup.Load(snapshot));
            var messages = new Queue<byte[]>(Enumerable.Range(0, times + 1).Select(_ => sender.Protect(data, default, 0)));
            _ = receiver.Receive(messages.Dequeue(), crew);
            return () => receiver.Receive(messages.Dequeue(), crew);
        }
    }

    private static void Process(Crew crew, MlsGroup receiver, ReadOnlyMemory<byte> commit) =>
        ((CommitReceived)receiver.Receive(commit.Span, crew)).Staged.Dispose();

    private static Func<int, Action> Each(Action run) => _ => run;

    private static int Levels(int members) => BitOperations.Log2((uint)members - 1) + 1;
}
