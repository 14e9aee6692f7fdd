using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Texts;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>Applies the rules of content. An act that its author has no right to leaves a line and changes nothing.</summary>
internal sealed class ContentIntake(DeviceSession session, OpenChannel channel)
{
    private readonly TextIntake _texts = new(session, channel);

    /// <summary>Applies one message of an authenticated author.</summary>
    internal void Apply(LogItem item, DeviceCredential author, ContentBody body, long sentAt)
    {
        var facts = channel.Facts;
        if (facts.IsRemovalDue(author, new UnixHour(channel.State.CommitHour)))
        {
            // design: removal is due, so the leaf's later messages are not shown.
            return;
        }

        var act = ActOf(body);
        if (act is { } needed && ChannelDecisions.Decide(author.Admission.Body, needed, channel.Descriptor.Kind) != ActRefusal.None)
        {
            Notices.Unreadable(channel, item, "a member did what the member's role does not allow; it was left out");
            return;
        }

        if (!TryApply(item, author, body, sentAt, facts))
        {
            Notices.Unreadable(channel, item, "an act of a member does not hold; it was left out");
        }
    }

    private static ChannelAct? ActOf(ContentBody body) => body switch
    {
        TextContent or ReplyContent => ChannelAct.PostText,
        ProfileContent => ChannelAct.PostProfile,
        PolicyContent => ChannelAct.PostPolicy,
        CharterContent => ChannelAct.PostCharter,
        RemovalOrderContent => ChannelAct.PostRemovalOrder,
        RevocationContent => ChannelAct.PostRevocation,
        SeenContent => ChannelAct.PostSeen,
        LeaveContent => ChannelAct.Leave,
        AdmissionNotice => ChannelAct.PostAdmissionNotice,
        SingleText => ChannelAct.PostSingleText,
        Bracket => ChannelAct.PostBracket,
        BracketRelease => ChannelAct.ReleaseBracket,
        Clearance => ChannelAct.ClearWords,
        _ => null,
    };

    private bool TryApply(LogItem item, DeviceCredential author, ContentBody body, long sentAt, ChannelFacts facts) => body switch
    {
        TextContent text => Show(item, author, new("text", text.Text, sentAt, Regime: text.Regime)),
        ReplyContent reply => Show(item, author, new("text", reply.Words.Text, sentAt, reply.To, reply.Words.Regime)),
        ProfileContent profile => TakeProfile(profile.Profile, author),
        PolicyContent policy => TakePolicy(item, policy, facts),
        CharterContent charter => TakeCharter(item, charter),
        RemovalOrderContent order => TakeOrder(order.Order),
        RevocationContent revocation => TakeRevocation(item, revocation.Revocation),
        SeenContent => true,
        LeaveContent leave => TakeLeave(leave, author),
        AdmissionNotice notice => TakeNotice(item, notice),
        SingleText or Bracket or BracketRelease => _texts.Take(item, author, body),
        Clearance clearance => Regimes.Clear(channel, author, clearance),
        _ => Show(item, author, new("unknown", string.Empty, sentAt)),
    };

    private bool Show(LogItem item, DeviceCredential author, Words words)
    {
        if (channel.HasShown(item.Message.ToBytes()))
        {
            Notices.Unreadable(channel, item, "a message came a second time and was left out");
            return true;
        }

        channel.Show(item.Sequence, new LogLine(item.Message.ToBytes(), author.Admission.Id.Value.ToArray(), words.Kind, words.Text, words.SentAt)
        {
            Party = author.Admission.Body.Party?.Value ?? string.Empty,
            ReplyTo = words.ReplyTo?.Value.ToArray() ?? [],
        });
        Regimes.Asked(channel, item.Message.ToBytes(), words.Regime);
        return true;
    }

    private sealed record Words(string Kind, string Text, long SentAt, Content.MessageId? ReplyTo = null, Regime? Regime = null);

    private bool TakeProfile(Signed<Profile> profile, DeviceCredential author)
    {
        if (!Profile.Belongs(profile, new Opaque(channel.State.Id), author))
        {
            return false;
        }

        var profiles = Profiles.Of(channel.State);
        var earlier = profiles.FirstOrDefault(one => one.Body.Admission == profile.Body.Admission);
        if (earlier is not null && earlier.Body.Counter >= profile.Body.Counter)
        {
            return true;
        }

        var ownIds = Regimes.OwnAdmissions(channel, author);
        foreach (var other in profiles.Where(one => !ownIds.Contains(one.Body.Admission) && !one.IsBy(author.Device)).Select(one => one.Body.Name))
        {
            if (NameRules.AreSame(other, profile.Body.Name))
            {
                session.Alarms.Add($"two people in this channel call themselves {other}");
            }
            else if (NameRules.LookAlike(other, profile.Body.Name))
            {
                session.Alarms.Add($"two people in this channel have names that look alike: {other} and {profile.Body.Name}; compare digits to tell them apart");
            }
        }

        var rest = profiles.Where(one => one.Body.Admission != profile.Body.Admission);
        channel.State = channel.State with { Profiles = [.. rest.Append(profile).Select(one => one.Encode())] };
        return true;
    }

    private bool TakePolicy(LogItem item, PolicyContent policy, ChannelFacts facts)
    {
        var before = channel.Policy?.Policy.Body;
        if (PolicyRules.Check(policy, before, facts) != PolicyRefusal.None)
        {
            return false;
        }

        if (before is not null)
        {
            Notices.Ruled(channel, item, before, policy.Policy.Body);
        }

        channel.State = channel.State with { Policy = policy.Encode() };
        return true;
    }

    private bool TakeCharter(LogItem item, CharterContent content)
    {
        if (content.Charters.Verify(out var other) != CharterRefusal.None || other is null)
        {
            return false;
        }

        // The device takes it by itself: it holds wherever it is read, while its effect here begins at this place of the log.
        session.Store.Write(writer => CharterAdoption.Take(session, writer, other));
        if (channel.Charters.Extend(other, out var newer) != CharterRefusal.None)
        {
            return false;
        }

        if (!ReferenceEquals(newer, channel.Charters))
        {
            channel.Amend(newer);
            Notices.Amended(channel, item, newer.Head.Version);
        }

        return true;
    }

    private bool TakeOrder(CoSigned<RemovalOrder> order)
    {
        if (RemovalRules.Check(order, channel.Charters) != RemovalRefusal.None)
        {
            return false;
        }

        if (channel.State.RemovalOrders.All(kept => SignedCodec.DecodeCoSigned<RemovalOrder>(kept).Id != order.Id))
        {
            channel.State = channel.State with { RemovalOrders = [.. channel.State.RemovalOrders, order.Encode()] };
            channel.SaveBeside(writer => KnownCuts.Keep(writer, order));
        }

        return true;
    }

    private bool TakeRevocation(LogItem item, CoSigned<Revocation> revocation)
    {
        var kept = channel.State.Revocations.Select(bytes => SignedCodec.DecodeCoSigned<Revocation>(bytes)).ToArray();
        if (kept.Any(one => one.Id == revocation.Id))
        {
            return revocation.AllSignaturesHold();
        }

        if (RemovalRules.Check(revocation, channel.Charters, [.. kept.Select(one => one.Body)]) != RemovalRefusal.None)
        {
            return false;
        }

        channel.State = channel.State with { Revocations = [.. channel.State.Revocations, revocation.Encode()] };
        channel.SaveBeside(writer => KnownCuts.Keep(writer, revocation));
        Notices.Told(channel, item, CutWords.Line(revocation.Body.WholePerson), revocation.Body.Target.Id);
        return true;
    }

    /// <summary>Every device looks at the admission itself: the line says what is signed, not what somebody claims.</summary>
    private bool TakeNotice(LogItem item, AdmissionNotice notice)
    {
        if (AdmissionRules.CheckSignatures(notice.Admission, channel.Charters) != AdmissionRefusal.None)
        {
            return false;
        }

        var id = notice.Admission.Id.Value.ToArray();
        if (!channel.State.Announced.Any(known => known.AsSpan().SequenceEqual(id)))
        {
            channel.State = channel.State with { Announced = [.. channel.State.Announced, id] };
            Notices.Admitted(channel, item, notice);
        }

        return true;
    }

    private bool TakeLeave(LeaveContent leave, DeviceCredential author)
    {
        if (leave.Admission != author.Admission.Id)
        {
            return false;
        }

        var key = author.Certificate.Body.LeafKey.ToArray();
        if (!channel.State.LeavingLeafKeys.Any(kept => kept.AsSpan().SequenceEqual(key)))
        {
            channel.State = channel.State with { LeavingLeafKeys = [.. channel.State.LeavingLeafKeys, key] };
        }

        return true;
    }
}
