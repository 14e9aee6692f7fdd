using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Presence;

/// <summary>Lengths.</summary>
internal sealed class AppearValidator : AbstractValidator<AppearRequest>
{
    public AppearValidator()
    {
        RuleFor(r => r.Epoch).IsEpoch();
        _ = RuleFor(r => r.Handle).Must(handle => handle.Length is 0 or Limits.HandleBytes).WithState(_ => RelayCode.Malformed);
    }
}
