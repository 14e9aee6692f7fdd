using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Lengths.</summary>
internal sealed class CreateMailboxValidator : AbstractValidator<CreateMailboxRequest>
{
    public CreateMailboxValidator()
    {
        RuleFor(r => r.Pass).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.OwnerKey).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.DropTokenHash).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.CloseMark).HasBytes(CloseMark.Bytes);
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
    }
}
