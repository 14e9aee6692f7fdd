using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Proposals;

/// <summary>Finds the keys that proposals name (RFC 9420 §8.4, §8.6). All secrets are lent.</summary>
internal sealed record PskLookup(IReadOnlyList<ExternalPsk> External, IReadOnlyList<ResumptionPsk> Resumption)
{
    /// <summary>The group whose own epochs are known; none for a joiner.</summary>
    internal GroupState? State { get; init; }

    /// <summary>The keys of the names given, in order.</summary>
    internal IReadOnlyList<(PreSharedKeyId Id, Secret Psk)> Find(IReadOnlyList<PreSharedKeyId> ids) => [.. ids.Select(id => (id, Find(id)))];

    private Secret Find(PreSharedKeyId id) => id switch
    {
        PreSharedKeyId.External external => External.FirstOrDefault(psk => psk.Id.Span.SequenceEqual(external.Id.Span))?.Secret,
        PreSharedKeyId.Resumption resumption => Own(resumption)
            ?? Resumption.FirstOrDefault(psk => psk.Epoch == resumption.Epoch && psk.GroupId.Span.SequenceEqual(resumption.GroupId.Span))?.Secret,
        _ => null,
    }
    ?? throw new MlsException(MlsError.PskUnknown);

    private Secret? Own(PreSharedKeyId.Resumption id)
    {
        if (State is null || !State.Context.GroupId.Span.SequenceEqual(id.GroupId.Span))
        {
            return null;
        }

        return id.Epoch == State.Context.Epoch ? State.Secrets.ResumptionPsk : State.History.ResumptionPsk(id.Epoch);
    }
}
