using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Presence;

/// <summary>Lengths.</summary>
internal sealed class WhisperValidator : AbstractValidator<WhisperRequest>
{
    public WhisperValidator()
    {
        RuleFor(r => r.Epoch).IsEpoch();
        RuleFor(r => r.Bytes).HasAtMost(Limits.WhisperBytes);
    }
}
