namespace SecureDialogue.Client.Sync;

/// <summary>The places where a crash could lose or double something; the end-to-end tests kill a process at each (Debug builds only).</summary>
internal enum FaultPoint
{
    BeforeMessagePersist,
    AfterMessagePersist,
    BeforeSealPersist,
    AfterSealPersist,
    AfterFirstPost,
    AfterPostsAnswered,
    BeforeItemsPersist,
    AfterItemsPersist,
    BeforeLetterPersist,
    AfterLetterPersist,
    AfterLetterAcknowledged,
    BeforePackagesPersist,
    AfterPackagesPersist,
    BeforeCommitPersist,
    AfterCommitPersist,
    AfterFirstWelcomeDropped,
    AfterWelcomesDropped,
    AfterCommitSent,
    AfterCommitAnswered,
    BeforeMergePersist,
    AfterMergePersist,
    BeforeJoinPersist,
    AfterJoinPersist,
    AfterFoundingPersist,
    AfterDialogueCreated,
    AfterMailboxCreated,
}
