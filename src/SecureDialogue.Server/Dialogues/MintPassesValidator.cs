using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Dialogues;

/// <summary>Lengths, count and kind.</summary>
internal sealed class MintPassesValidator : AbstractValidator<MintPassesRequest>
{
    public MintPassesValidator()
    {
        _ = RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.PassHashes).HasOneTo(Limits.Passes);
        RuleForEach(r => r.PassHashes).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
    }
}
