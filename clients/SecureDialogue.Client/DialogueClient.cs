using System.Text;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client;

/// <summary>
/// One person's device in one dialogue: the way into this library.
/// <para>
/// A device lives in a <em>home</em>, a directory with an encrypted store. A founder makes one with <see cref="CreateAsync"/> and the
/// relay's Begin link, everybody else with <see cref="JoinAsync"/> and an invitation; later <see cref="OpenAsync"/> opens it. An
/// applicant and the inviting officer compare twenty digits (<see cref="DigitsAsync"/>), then the officer signs the admission
/// (<see cref="AdmitAsync(string, Views.AdmissionOptions, CancellationToken)"/>). Nobody enters a channel without an admission that every member's device verifies.
/// </para>
/// <para>
/// Everything a person writes is in the store before it is sent, and everything received is in the store before it is shown; the
/// relay is told last. So a process may be killed anywhere and nothing is lost or doubled. Without a connection, writing still
/// works: <see cref="SendAsync"/> keeps the message and the next <see cref="SyncAsync"/> sends it.
/// </para>
/// <para>
/// Every operation takes the home's lock and gives it back at its end, so that several processes may use one home. An instance may
/// be used by several threads; its operations run one after the other. Failures are a <see cref="DialogueException"/> with a code,
/// a sentence and a hint; none holds a secret or anybody's words.
/// </para>
/// </summary>
public sealed partial class DialogueClient : IAsyncDisposable
{
    private readonly DeviceSession _session;
    private readonly TimeSpan _lockTimeout;

    private DialogueClient(DeviceSession session, TimeSpan lockTimeout)
    {
        _session = session;
        _lockTimeout = lockTimeout;
    }

    /// <summary>Set when an operation went on without the relay, or showed a channel that is stopped: why, in one sentence.</summary>
    public DialogueException? LastProblem { get; private set; }

    /// <summary>Opens an existing home.</summary>
    /// <param name="options">Where it is and how it is opened.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public static Task<DialogueClient> OpenAsync(ClientOptions options, CancellationToken cancellation = default) => TranslatedAsync(() =>
    {
        RequirePlatform();
        var store = WithPassphrase(options, passphrase => SecureStore.Open(options.HomeDirectory, passphrase, options.Time));
        return Task.FromResult(Over(store, options));
    });

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private static DialogueClient Over(SecureStore store, ClientOptions options)
    {
        try
        {
            return new DialogueClient(new DeviceSession(store, options.Time), options.LockTimeout);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static void RequirePlatform()
    {
        SodiumLibrary.EnsureLoaded();
        UnicodeSupport.EnsureAvailable();
    }

    private static T WithPassphrase<T>(ClientOptions options, PassphraseUse<T> use)
    {
        var characters = new char[Encoding.UTF8.GetCharCount(options.Passphrase)];
        try
        {
            Encoding.UTF8.GetChars(options.Passphrase, characters);
            return use(characters);
        }
        finally
        {
            Array.Clear(characters);
        }
    }

    private static async Task<T> TranslatedAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (Exception failure) when (Problem.Of(failure) is { } problem && !ReferenceEquals(problem, failure))
        {
            throw problem;
        }
    }

    /// <summary>One operation: the lock is held, the own device is read afresh, failures become sentences.</summary>
    private Task<T> RunAsync<T>(Func<Task<T>> operation, CancellationToken cancellation) => TranslatedAsync(async () =>
    {
        using var held = await _session.Store.LockAsync(_lockTimeout, cancellation).ConfigureAwait(false);
        _session.Reload();
        _session.Notices.Clear();
        LastProblem = null;
        if (_session.Device.Stage == Stage.Stopped)
        {
            throw OldCopy.Exception();
        }

        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (DialogueException stopped) when (stopped.Error == DialogueError.OldCopy)
        {
            _session.Save(_session.Device with { Stage = Stage.Stopped });
            throw;
        }
        finally
        {
            _session.KeepAlarms();
        }
    });

    /// <summary>Does what needs the relay; without it the operation goes on with what is here.</summary>
    private async Task WhenReachableAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (Problem.Of(failure) is { Error: DialogueError.RelayUnreachable or DialogueError.RelayFull } problem)
        {
            LastProblem = problem;
        }
    }

    private delegate T PassphraseUse<out T>(ReadOnlySpan<char> passphrase);
}
