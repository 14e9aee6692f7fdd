using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>What a hostile relay makes of its own answers; an honest one changes nothing.</summary>
internal sealed class Answers : IServiceProviderFactory<IServiceCollection>
{
    private readonly Dictionary<Type, Delegate> _changes = [];
    private readonly Dictionary<Type, Delegate> _refusals = [];

    /// <summary>From now on answers to such requests are these.</summary>
    public void Change<TRequest, TReply>(Func<TRequest, TReply, TReply> change)
        where TReply : IReply<TReply>
    {
        lock (_changes)
        {
            _changes[typeof(TRequest)] = change;
        }
    }

    /// <summary>Changes the items that are read, whoever reads.</summary>
    public void ChangeItems(Func<IReadOnlyList<LogItem>, IReadOnlyList<LogItem>> change) =>
        Change<ReadRequest, ReadReply>((_, reply) => reply.Code == RelayCode.Ok ? reply with { Items = change(reply.Items) } : reply);

    /// <summary>From now on such requests are not done and answered with this.</summary>
    public void Refuse<TRequest>(RelayCode code) => Refuse<TRequest>(_ => code);

    /// <summary>From now on such requests are not done and answered with what this says; null does them.</summary>
    public void Refuse<TRequest>(Func<TRequest, RelayCode?> decide)
    {
        lock (_changes)
        {
            _refusals[typeof(TRequest)] = decide;
        }
    }

    public void BeHonest()
    {
        lock (_changes)
        {
            _changes.Clear();
            _refusals.Clear();
        }
    }

    public IServiceCollection CreateBuilder(IServiceCollection services) => services;

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
    {
        Wrap<ReadRequest, ReadReply>(containerBuilder);
        Wrap<ProveRequest, ProveReply>(containerBuilder);
        Wrap<PostRequest, StoredReply>(containerBuilder);
        Wrap<CommitRequest, StoredReply>(containerBuilder);
        Wrap<DropRequest, Done>(containerBuilder);
        Wrap<FetchPackageRequest, FetchPackageReply>(containerBuilder);
        Wrap<ReadLettersRequest, ReadLettersReply>(containerBuilder);
        return containerBuilder.BuildServiceProvider();
    }

    private void Wrap<TRequest, TReply>(IServiceCollection services)
        where TReply : IReply<TReply>
    {
        var honest = services.Single(one => one.ServiceType == typeof(IHandler<TRequest, TReply>)).ImplementationType!;
        services.AddSingleton<IHandler<TRequest, TReply>>(provider =>
            new Changed<TRequest, TReply>(this, (IHandler<TRequest, TReply>)ActivatorUtilities.CreateInstance(provider, honest)));
    }

    private TReply Of<TRequest, TReply>(TRequest request, TReply reply)
    {
        Delegate? change;
        lock (_changes)
        {
            change = _changes.GetValueOrDefault(typeof(TRequest));
        }

        return change is Func<TRequest, TReply, TReply> of ? of(request, reply) : reply;
    }

    private RelayCode? RefusalOf<TRequest>(TRequest request)
    {
        Delegate? decide;
        lock (_changes)
        {
            decide = _refusals.GetValueOrDefault(typeof(TRequest));
        }

        return decide is Func<TRequest, RelayCode?> of ? of(request) : null;
    }

    private sealed class Changed<TRequest, TReply>(Answers answers, IHandler<TRequest, TReply> honest) : IHandler<TRequest, TReply>
        where TReply : IReply<TReply>
    {
        public async Task<TReply> HandleAsync(TRequest request, ConnectionState connection, CancellationToken cancellation) =>
            answers.RefusalOf(request) is { } code
                ? TReply.Refused(code)
                : answers.Of(request, await honest.HandleAsync(request, connection, cancellation));
    }
}
