using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Dialogues;

/// <summary><c>close</c>: erases everything of the dialogue whose closing key is typed.</summary>
internal static class CloseCommand
{
    private const string Confirmation = "ERASE";

    /// <param name="args">Settings as the relay takes them.</param>
    /// <param name="input">The key, and on the next line the confirmation: never in the arguments, which other accounts see.</param>
    /// <param name="output">What is found, asked and done.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <returns>0 when it is erased; 1 when nothing was changed.</returns>
    /// <exception cref="StartRefusedException">The store cannot be used, or a relay is using it.</exception>
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, CancellationToken cancellation)
    {
        var settings = RelaySettings.Read(args);
        await output.WriteLineAsync("Type the closing key of the dialogue, then Enter:");
        if (ClosingKey.Parse(await input.ReadLineAsync(cancellation) ?? "") is not { } key)
        {
            await output.WriteLineAsync("That is no closing key: it has 14 groups of four letters or digits, and one of them may be wrong. Nothing was changed.");
            return 1;
        }

        await using var store = RelayStore.Open(settings, NullLogger.Instance);
        var found = await ClosedDialogue.FindAsync(key, store.Mailboxes, store.Channels, cancellation);
        CryptographicOperations.ZeroMemory(key);
        if (found.Count == 0)
        {
            await output.WriteLineAsync("Nothing here belongs to the dialogue with this key. Nothing was changed.");
            return 1;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Found, with all that is in them: dialogues {found.DialogueIds.Count}, mailboxes {found.MailboxNumbers.Count}, channels {found.ChannelNumbers.Count}."));
        await output.WriteLineAsync($"What is erased cannot be brought back. Type {Confirmation} to erase it:");
        if ((await input.ReadLineAsync(cancellation))?.Trim() != Confirmation)
        {
            await output.WriteLineAsync("Nothing was changed.");
            return 1;
        }

        await found.EraseAsync(store.Mailboxes, store.Channels, cancellation);
        await output.WriteLineAsync("Erased. Copies that were made of the store before, and what is on people's devices, are not.");
        return 0;
    }
}
