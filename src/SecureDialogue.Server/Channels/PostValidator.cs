using FluentValidation;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Lengths and kind.</summary>
internal sealed class PostValidator : AbstractValidator<PostRequest>
{
    public PostValidator()
    {
        RuleFor(r => r.Epoch).IsEpoch();
        _ = RuleFor(r => r.Kind).Must(kind => kind is ItemKind.Talk or ItemKind.Lasting);
        RuleFor(r => r.Bytes).HasAtMost(Limits.ItemBytes);
    }
}
