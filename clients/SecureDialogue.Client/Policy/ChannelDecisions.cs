using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>The decision table, role by act by kind of channel. tests/vectors/policy/decisions.json lists every cell; both clients run it.</summary>
public static class ChannelDecisions
{
    /// <summary>Decides for somebody with several roles: what one role allows is allowed.</summary>
    /// <param name="roles">At least one role.</param>
    /// <param name="act">What they want to do.</param>
    /// <param name="kind">Where.</param>
    public static ActRefusal Decide(Roles roles, ChannelAct act, ChannelKind kind)
    {
        if (Members(kind) is not { } members)
        {
            return ActRefusal.KindNotSupported;
        }

        if ((roles & members) == 0)
        {
            return roles == Roles.Organizer ? ActRefusal.OrganizersReadNoChannels : ActRefusal.RoleNotInThisKind;
        }

        // Who speaks for themselves is no third party, but for a facilitator, whom the Charter names as one.
        if (kind is (ChannelKind.Team or ChannelKind.TextDesk) && (roles & (Roles.Participant | Roles.Facilitator)) == Roles.Participant)
        {
            return ActRefusal.RoleNotInThisKind;
        }

        return act switch
        {
            ChannelAct.Create or ChannelAct.AddMember or ChannelAct.PostPolicy or ChannelAct.Supersede or ChannelAct.PostAdmissionNotice =>
                (roles & Roles.Facilitator) != 0 ? ActRefusal.None : ActRefusal.NeedsFacilitator,
            ChannelAct.PostText or ChannelAct.ClearWords => (roles & members & ~Roles.Observer) != 0 ? ActRefusal.None : ActRefusal.ListensOnly,
            // C8, C9: words of a caucus reach the other side through a facilitator only.
            ChannelAct.PostSingleText or ChannelAct.ReleaseBracket when kind != ChannelKind.Plenary => ActRefusal.NotInThisKind,
            ChannelAct.PostSingleText or ChannelAct.ReleaseBracket => (roles & Roles.Facilitator) != 0 ? ActRefusal.None : ActRefusal.NeedsFacilitator,
            ChannelAct.PostBracket when kind is not (ChannelKind.Caucus or ChannelKind.PrivateLine) => ActRefusal.NotInThisKind,
            ChannelAct.PostBracket => (roles & Roles.Participant) != 0 ? ActRefusal.None : ActRefusal.NeedsParticipant,
            _ => ActRefusal.None,
        };
    }

    /// <summary>Decides for an admission: its limits count too.</summary>
    /// <param name="admission">A valid admission.</param>
    /// <param name="act">What its holder wants to do.</param>
    /// <param name="kind">Where.</param>
    public static ActRefusal Decide(Admission admission, ChannelAct act, ChannelKind kind)
    {
        var refusal = Decide(admission.Roles, act, kind);
        return refusal == ActRefusal.None && IsSpeaking(act) && admission.Limits is { ListensOnly: true }
            ? ActRefusal.ListensOnly
            : refusal;
    }

    private static bool IsSpeaking(ChannelAct act) => act is ChannelAct.PostText or ChannelAct.ClearWords or ChannelAct.PostBracket;

    private static Roles? Members(ChannelKind kind) => kind switch
    {
        ChannelKind.Plenary => Roles.Participant | Roles.Facilitator | Roles.Interpreter | Roles.Rapporteur | Roles.Observer,
        ChannelKind.WorkingGroup => Roles.Participant | Roles.Facilitator | Roles.Interpreter | Roles.Rapporteur,
        ChannelKind.Caucus or ChannelKind.PrivateLine or ChannelKind.Commons => Roles.Participant | Roles.Facilitator | Roles.Interpreter,
        ChannelKind.Team or ChannelKind.TextDesk => Roles.Facilitator | Roles.Interpreter | Roles.Rapporteur,
        ChannelKind.Desk => Roles.Organizer | Roles.Facilitator,
        _ => null,
    };
}
