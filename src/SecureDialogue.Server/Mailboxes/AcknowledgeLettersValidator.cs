using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Count.</summary>
internal sealed class AcknowledgeLettersValidator : AbstractValidator<AcknowledgeLettersRequest>
{
    public AcknowledgeLettersValidator()
    {
        RuleFor(r => r.Letters).HasOneTo(Limits.Acknowledgements);
    }
}
