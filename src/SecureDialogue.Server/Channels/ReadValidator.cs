using FluentValidation;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>A sequence that there can be.</summary>
internal sealed class ReadValidator : AbstractValidator<ReadRequest>
{
    public ReadValidator() => RuleFor(r => r.After).InclusiveBetween(0, uint.MaxValue - 1L);
}
