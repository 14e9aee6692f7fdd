namespace SecureDialogue.Client.Trust;

/// <summary>Counsel's answer.</summary>
public enum CounselAnswer
{
    /// <summary>Nothing stands against it.</summary>
    Yes = 1,

    /// <summary>Yes, under conditions.</summary>
    WithConditions = 2,

    /// <summary>No.</summary>
    No = 3,
}
