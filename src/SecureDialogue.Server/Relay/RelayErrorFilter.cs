using System.Diagnostics.CodeAnalysis;
using FluentValidation;
using Microsoft.AspNetCore.SignalR;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Platform.Telemetry;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>
/// The edge of the relay: every call goes through it and gets an answer; the only place where exceptions become a
/// <see cref="RelayCode"/>. Nothing waits before the handler, so calls reach the writer in the order in which they arrived.
/// <code>
/// ending → null → rate → validator → Hello and purpose → handler → answer
/// </code>
/// </summary>
internal sealed partial class RelayErrorFilter(IServiceProvider services, Drain drain, ILogger<RelayErrorFilter> log)
{
    public async Task<TReply> AnswerAsync<TRequest, TReply>(HubCallerContext caller, Purpose purpose, TRequest? request)
        where TRequest : class
        where TReply : IReply<TReply>
    {
        var since = RelayMetrics.Now();
        var reply = drain.TryEnter() ? await HandleAsync<TRequest, TReply>(caller, purpose, request) : TReply.Refused(RelayCode.Unavailable);
        RelayMetrics.Answered(typeof(TRequest), reply.Code, since);
        return reply;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The one edge: whatever a handler throws becomes an answer.")]
    private async Task<TReply> HandleAsync<TRequest, TReply>(HubCallerContext caller, Purpose purpose, TRequest? request)
        where TRequest : class
        where TReply : IReply<TReply>
    {
        try
        {
            var connection = (ConnectionState)caller.Items[typeof(ConnectionState)]!;
            var refusal = Refusal(connection, purpose, request);
            return refusal is { } code
                ? TReply.Refused(code)
                : await services.GetRequiredService<IHandler<TRequest, TReply>>().HandleAsync(request!, connection, caller.ConnectionAborted);
        }
        catch (Exception failure)
        {
            return TReply.Refused(Code(failure));
        }
        finally
        {
            drain.Leave();
        }
    }

    private RelayCode? Refusal<TRequest>(ConnectionState connection, Purpose purpose, TRequest? request)
        where TRequest : class
    {
        if (!connection.Rate.TryTake())
        {
            return RelayCode.TooMany;
        }

        if (request is null)
        {
            return RelayCode.Malformed;
        }

        var errors = services.GetRequiredService<IValidator<TRequest>>().Validate(request).Errors;
        if (errors.Count > 0)
        {
            return errors[0].CustomState is RelayCode code ? code : RelayCode.Malformed;
        }

        return purpose == Purpose.None || connection.TryServe(purpose) ? null : RelayCode.WrongOrder;
    }

    private RelayCode Code(Exception failure)
    {
        if (StorageFailure.IsFull(failure))
        {
            return RelayCode.StorageFull;
        }

        // The connection or the relay is ending: nobody needs to act. That the store is away, its writer says once.
        if (failure is not (OperationCanceledException or ObjectDisposedException) && !StorageFailure.IsAway(failure))
        {
            Failed(log, failure.GetType().Name, failure.TargetSite?.Name);
        }

        return RelayCode.Unavailable;
    }

    [LoggerMessage(1, LogLevel.Error, "A call failed with {Kind} in {Place}")]
    private static partial void Failed(ILogger logger, string kind, string? place);
}
