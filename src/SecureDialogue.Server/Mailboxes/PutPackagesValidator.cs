using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Lengths and count.</summary>
internal sealed class PutPackagesValidator : AbstractValidator<PutPackagesRequest>
{
    public PutPackagesValidator()
    {
        RuleFor(r => r.Packages).HasOneTo(Limits.Packages);
        RuleForEach(r => r.Packages).HasAtMost(Limits.PackageBytes);
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
    }
}
