using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>The act decodes.</summary>
internal sealed class StewardValidator : AbstractValidator<StewardRequest>
{
    public StewardValidator()
    {
        RuleFor(r => r.Act).HasBytes(StewardAct.EncodedBytes);
        _ = RuleFor(r => r.Act).Must(bytes => StewardAct.TryDecode(bytes.Span, out var act) && act!.Epoch < long.MaxValue);
    }
}
