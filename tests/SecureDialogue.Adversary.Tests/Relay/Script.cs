using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>
/// What becomes of one kind of call. Conditions come first, then one verb, which makes it a rule:
/// <c>relay.On(Calls.FetchPackage).From("amal").Once().Change(reply => …)</c>. Of several rules for one call the later is the outer.
/// </summary>
internal sealed class Script<TRequest, TReply>(HostileRelay relay, Call<TRequest, TReply> call)
    where TReply : class, IReply<TReply>
{
    private Predicate<TRequest> _when = _ => true;
    private string? _who;
    private int _times = int.MaxValue;

    /// <summary>Only for connections of this person.</summary>
    public Script<TRequest, TReply> From(string who)
    {
        _who = who;
        return this;
    }

    /// <summary>Only for such requests.</summary>
    public Script<TRequest, TReply> When(Predicate<TRequest> when)
    {
        _when = when;
        return this;
    }

    public Script<TRequest, TReply> Once() => Times(1);

    /// <summary>Only so often.</summary>
    public Script<TRequest, TReply> Times(int times)
    {
        _times = times;
        return this;
    }

    /// <summary>The request is not handed on; the client is told why not.</summary>
    public Rule Refuse(RelayCode code) => Pretend(_ => TReply.Refused(code));

    /// <summary>The request is not handed on; the client is told this.</summary>
    public Rule Pretend(Func<TRequest, TReply> lie) => Add("drop", (request, _, rule) =>
    {
        rule.Act();
        return Task.FromResult(lie(request));
    });

    /// <summary>The client is told something else than the real relay's answer.</summary>
    public Rule Change(Func<TReply, TReply> change) => Change((_, reply) => change(reply));

    /// <summary>The client is told something else than the real relay's answer.</summary>
    public Rule Change(Func<TRequest, TReply, TReply> change) => Add("change the answer of", async (request, next, rule) =>
    {
        var reply = await next(request);
        var changed = change(request, reply);
        Count(rule, !Equals(changed, reply));
        return changed;
    });

    /// <summary>The real relay is asked something else.</summary>
    public Rule Ask(Func<TRequest, TRequest> instead) => Add("ask something else than", (request, next, rule) =>
    {
        var other = instead(request);
        Count(rule, !Equals(other, request));
        return next(other);
    });

    /// <summary>The real relay is asked once more; the client sees the second answer.</summary>
    public Rule Duplicate() => Add("duplicate", async (request, next, rule) =>
    {
        rule.Act();
        await next(request);
        return await next(request);
    });

    /// <summary>The request goes on only when this has happened.</summary>
    public Rule Delay(Func<Task> until) => Add("delay", async (request, next, rule) =>
    {
        rule.Act();
        await until();
        return await next(request);
    });

    /// <summary>The answer goes to the client only when this has happened.</summary>
    public Rule Afterwards(Func<TRequest, TReply, Task> act) => Add("act after", async (request, next, rule) =>
    {
        var reply = await next(request);
        rule.Act();
        await act(request, reply);
        return reply;
    });

    /// <summary>Nothing is changed; every exchange is kept.</summary>
    public Tape<TRequest, TReply> Record()
    {
        var tape = new Tape<TRequest, TReply>();
        tape.Rule = Add("record", async (request, next, rule) =>
        {
            var reply = await next(request);
            rule.Act();
            tape.Add(request, reply);
            return reply;
        });
        return tape;
    }

    /// <summary>Answers what was answered before: the first exchange of the tape, or that of the same request.</summary>
    public Rule Replay(Tape<TRequest, TReply> tape, Func<TRequest, TRequest, bool>? isSame = null) => Add("serve old answers to", (request, next, rule) =>
    {
        var old = tape.Exchanges.FirstOrDefault(one => isSame?.Invoke(one.Request, request) ?? true).Reply;
        Count(rule, old is not null);
        return old is null ? next(request) : Task.FromResult(old);
    });

    private static void Count(Rule rule, bool acted)
    {
        if (acted)
        {
            rule.Act();
        }
    }

    private Rule Add(string verb, Func<TRequest, Func<TRequest, Task<TReply>>, Rule, Task<TReply>> act)
    {
        var rule = new Rule($"{verb} {call.Name}");
        var (when, who, times) = (_when, _who, _times);
        relay.Add(call, (line, request, next) =>
            !rule.IsOver && (who is null || who == line.Who) && rule.Count < times && when(request) ? act(request, next, rule) : next(request));
        return rule;
    }
}
