using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Lengths; a steward's key and signature both or neither.</summary>
internal sealed class CommitValidator : AbstractValidator<CommitRequest>
{
    public CommitValidator()
    {
        RuleFor(r => r.Epoch).IsEpoch();
        _ = RuleFor(r => r.After).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Bytes).HasAtMost(Limits.ItemBytes);
        RuleFor(r => r.NextKey).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
        When(r => r.StewardKey.IsEmpty, () => RuleFor(r => r.StewardSignature).HasBytes(0)).Otherwise(() =>
        {
            RuleFor(r => r.StewardKey).HasBytes(Limits.KeyBytes);
            RuleFor(r => r.StewardSignature).HasBytes(Limits.SignatureBytes);
        });
    }
}
