using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>Judges a channel policy at its place in the log, or as a joiner gets it.</summary>
public static class PolicyRules
{
    private const int CommonsDays = 3;

    /// <summary>Judges a policy that is to follow the one in force.</summary>
    /// <param name="content">The policy and its signer's admission.</param>
    /// <param name="current">The policy in force; null before the first.</param>
    /// <param name="facts">The channel at that place of the log.</param>
    public static PolicyRefusal Check(PolicyContent content, ChannelPolicy? current, ChannelFacts facts)
    {
        var policy = content.Policy.Body;
        if (policy.Number != (current?.Number ?? 0) + 1 || policy.Previous != current?.Id)
        {
            return PolicyRefusal.AnotherPredecessor;
        }

        return policy.RetentionDays > (current?.RetentionDays ?? LongestDays(facts.Descriptor.Kind, facts.Charters.Head))
            ? PolicyRefusal.KeepsLonger
            : CheckAlone(content, facts);
    }

    /// <summary>How long a channel's first policy may keep words: what is said in the commons goes after three days (practice C29).</summary>
    /// <param name="kind">What the channel is for.</param>
    /// <param name="charter">The Charter then.</param>
    internal static int LongestDays(ChannelKind kind, Charter charter) =>
        kind == ChannelKind.Commons ? Math.Min(CommonsDays, charter.RetentionDays) : charter.RetentionDays;

    /// <summary>Judges a policy without its predecessors: what a joiner can check.</summary>
    /// <param name="content">The policy and its signer's admission.</param>
    /// <param name="facts">The channel.</param>
    public static PolicyRefusal CheckAlone(PolicyContent content, ChannelFacts facts)
    {
        var policy = content.Policy.Body;
        if (policy.Channel != facts.Channel || policy.Kind != facts.Descriptor.Kind)
        {
            return PolicyRefusal.AnotherChannel;
        }

        if (content.SignerAdmission.Id != policy.SignerAdmission
            || AdmissionRules.CheckSignatures(content.SignerAdmission, facts.Charters) != AdmissionRefusal.None)
        {
            return PolicyRefusal.SignerNotAdmitted;
        }

        if (facts.IsCutOff(content.SignerAdmission))
        {
            return PolicyRefusal.SignerCutOff;
        }

        if (ChannelDecisions.Decide(content.SignerAdmission.Body, ChannelAct.PostPolicy, policy.Kind) != ActRefusal.None)
        {
            return PolicyRefusal.NeedsFacilitator;
        }

        return content.Policy.IsBy(content.SignerAdmission.Body.Device) ? PolicyRefusal.None : PolicyRefusal.FalseSignature;
    }
}
