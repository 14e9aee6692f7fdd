namespace SecureDialogue.Server.Tests.Actors;

/// <summary>Tests of what every store does alike.</summary>
public abstract class StoreTests(Store store)
{
    private protected Task<Scene> OpenAsync(params string[] settings) => OpenAsync(TimeProvider.System, settings);

    private protected async Task<Scene> OpenAsync(TimeProvider time, params string[] settings) =>
        await Scene.OpenAsync(time, store == Store.Sqlite ? settings : [.. settings, await PostgresServer.NewDatabasesAsync()]);
}
