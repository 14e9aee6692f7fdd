using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>
/// What a kind of paper means: who has a say, when it is complete, what happens then. One type for each <see cref="PaperKind"/>,
/// found by <see cref="PaperEffects"/>; whether signatures are enough is always the answer of the rules of Trust and Policy.
/// </summary>
internal interface IPaperEffect
{
    /// <summary>Whether an open objection holds the effect back.</summary>
    bool WaitsForObjections { get; }

    /// <summary>Whether it happens in spite of a withdrawal when all signatures come: what several signed holds wherever it is shown.</summary>
    bool OutlivesWithdrawal { get; }

    /// <summary>Judges what the objects say, whoever signed: dialogue, version of the Charter, what must hold before anybody signs.</summary>
    /// <returns><see cref="PaperRefusal.TooEarly"/> when it names a Charter that this device does not have yet.</returns>
    PaperRefusal Judge(Paper paper);

    /// <summary>Whether a device's signature counts under one of the objects. Signatures without a say are left out of that object.</summary>
    bool HasSay(Paper paper, PaperObject part, DeviceKey device);

    /// <summary>Everybody whose signature could count: they get the paper, each signature and each remark.</summary>
    IReadOnlyList<DeviceKey> Signers(Paper paper);

    /// <summary>Those whose signature would bring it nearer to its end; none when the signatures are there.</summary>
    IReadOnlyList<DeviceKey> Missing(Paper paper);

    /// <summary>Whether the signatures are there.</summary>
    bool IsMet(Paper paper);

    /// <summary>Before this device proposes or signs: refuses what the person must settle first.</summary>
    /// <exception cref="DialogueException">It must not be signed now.</exception>
    void RequireSignable(Paper paper);

    /// <summary>The effect, in the transaction that keeps the last signature. Happens once on each device.</summary>
    void Complete(StoreWriter writer, Paper paper);

    /// <summary>Further signatures came, whether they complete it or not.</summary>
    void Countersigned(StoreWriter writer, Paper paper)
    {
    }

    /// <summary>The paper was withdrawn before it was complete.</summary>
    void Withdrawn(StoreWriter writer, Paper paper);

    /// <summary>What is signed, in plain words.</summary>
    PaperWords Describe(Paper paper);
}
