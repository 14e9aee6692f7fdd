using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Dialogues;

/// <summary>Lengths.</summary>
internal sealed class CreateDialogueValidator : AbstractValidator<CreateDialogueRequest>
{
    private const int BeginTokenBytes = 43;

    public CreateDialogueValidator()
    {
        RuleFor(r => r.Pass).HasBytes(BeginTokenBytes);
        RuleFor(r => r.ManagementKey).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.CloseMark).HasBytes(CloseMark.Bytes);
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
    }
}
