using System.Security.Cryptography;
using System.Text;

namespace SecureDialogue.Cli;

/// <summary>Gets the passphrase from the environment or the keyboard, without echo, in NFC. Whoever asked zeroes it.</summary>
internal static class Passphrase
{
    private const string Variable = "DIALOGUE_PASSPHRASE";
    private const int MaxChars = 1024;

    /// <summary>The passphrase of a home, as UTF-8; <paramref name="isNew"/>: typed twice.</summary>
    /// <exception cref="UsageException">There is none, or the two differ.</exception>
    public static byte[] Read(Terminal terminal, bool isNew)
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(given))
        {
            return Encode(given);
        }

        if (!Terminal.CanAsk)
        {
            throw new UsageException("there is no terminal to ask for the passphrase", $"set {Variable}, or run the command in a terminal");
        }

        var first = Type(terminal, isNew ? "new passphrase: " : "passphrase: ");
        if (!isNew)
        {
            return first;
        }

        var second = Type(terminal, "the same again: ");
        var same = CryptographicOperations.FixedTimeEquals(first, second);
        CryptographicOperations.ZeroMemory(second);
        if (same)
        {
            return first;
        }

        CryptographicOperations.ZeroMemory(first);
        throw new UsageException("the two passphrases differ", "run the command again and type the same passphrase twice");
    }

    /// <summary>UTF-8 of the NFC of what was typed: the same passphrase on every keyboard.</summary>
    internal static byte[] Encode(ReadOnlySpan<char> typed)
    {
        // 18 is the most that one code unit grows under any normalisation.
        var composed = new char[checked(typed.Length * 18)];
        try
        {
            return typed.TryNormalize(composed, out var length, NormalizationForm.FormC)
                ? Encoding.UTF8.GetBytes(composed, 0, length)
                : throw new UsageException("the passphrase is not valid text", "use letters, digits, punctuation and spaces");
        }
        catch (ArgumentException)
        {
            throw new UsageException("the passphrase is not valid text", "use letters, digits, punctuation and spaces");
        }
        finally
        {
            Array.Clear(composed);
        }
    }

    private static byte[] Type(Terminal terminal, string question)
    {
        var typed = new char[MaxChars];
        var length = 0;

        // Makes the terminal ready to be read without echo before anybody is asked: the first reading takes a while.
        _ = Console.KeyAvailable;
        terminal.Ask(question);
        try
        {
            while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
            {
                if (key.Key == ConsoleKey.Backspace)
                {
                    length = Math.Max(0, length - 1);
                }
                else if (!char.IsControl(key.KeyChar) && length < MaxChars)
                {
                    typed[length++] = key.KeyChar;
                }
            }

            return length > 0
                ? Encode(typed.AsSpan(0, length))
                : throw new UsageException("the passphrase is empty", "run the command again and type a passphrase");
        }
        finally
        {
            terminal.EndQuestion();
            Array.Clear(typed);
        }
    }
}
