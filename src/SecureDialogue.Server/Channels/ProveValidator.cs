using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Lengths.</summary>
internal sealed class ProveValidator : AbstractValidator<ProveRequest>
{
    public ProveValidator()
    {
        RuleFor(r => r.Epoch).IsEpoch();
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
    }
}
