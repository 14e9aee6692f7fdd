using FluentValidation;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Nothing to check: the id has its length by its type.</summary>
internal sealed class ReadLettersValidator : AbstractValidator<ReadLettersRequest>;
