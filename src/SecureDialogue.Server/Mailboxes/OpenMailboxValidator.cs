using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Lengths.</summary>
internal sealed class OpenMailboxValidator : AbstractValidator<OpenMailboxRequest>
{
    public OpenMailboxValidator()
    {
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
    }
}
