using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Lengths.</summary>
internal sealed class FetchPackageValidator : AbstractValidator<FetchPackageRequest>
{
    public FetchPackageValidator()
    {
        RuleFor(r => r.DropToken).HasBytes(Limits.KeyBytes);
    }
}
