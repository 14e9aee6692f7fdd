using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Lengths, count and days.</summary>
internal sealed class CreateChannelValidator : AbstractValidator<CreateChannelRequest>
{
    public CreateChannelValidator()
    {
        RuleFor(r => r.Pass).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.AccessKey).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.StewardKeys).HasOneTo(Limits.StewardKeys);
        RuleForEach(r => r.StewardKeys).HasBytes(Limits.KeyBytes);
        RuleFor(r => r.CloseMark).HasBytes(CloseMark.Bytes);
        _ = RuleFor(r => r.TalkDays).GreaterThan(0);
        _ = RuleFor(r => r.TalkDays).LessThanOrEqualTo(Limits.TalkDays).WithState(_ => RelayCode.TooLarge);
        RuleFor(r => r.Signature).HasBytes(Limits.SignatureBytes);
    }
}
