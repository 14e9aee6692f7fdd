using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Lengths.</summary>
internal sealed class DropValidator : AbstractValidator<DropRequest>
{
    public DropValidator()
    {
        RuleFor(r => r.DropToken).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.Bytes).HasAtMost(Limits.LetterBytes);
    }
}
