using FluentValidation;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>The version is the only question.</summary>
internal sealed class HelloValidator : AbstractValidator<HelloRequest>
{
    public HelloValidator() =>
        RuleFor(r => r.Version).Equal(ProtocolVersion.Current).WithState(_ => RelayCode.WrongVersion);
}
