/** What every device says to a commit: the same answer everywhere, from the commit and the channel's log before it. */
export type CommitVerdict =
    | 'accepted'
    /** It holds something besides inline Adds and Removes. */
    | 'otherProposals'
    /** Its committer is not in the roster. */
    | 'unknownCommitter'
    /** Its committer is expired, ordered out or revoked. */
    | 'committerCutOff'
    /** Its hour lies before the last commit's. */
    | 'hourGoesBack'
    /** It removes a leaf that is not there, or one twice. */
    | 'removesNobody'
    /** It removes its committer. */
    | 'removesCommitter'
    /** A removal has no reason: no swap, not due, no leave note, no order. */
    | 'removalWithoutReason'
    /** More than 64 Adds, or more than 128 members. */
    | 'tooMany'
    /** An added admission is not accepted at the commit's hour. */
    | 'admissionRefused'
    /** An added admission was ordered out or revoked. */
    | 'admissionCutOff'
    /** An added person's roles are not in channels of this kind. */
    | 'roleNotInThisKind'
    /** An added person's admission is limited to other channels. */
    | 'anotherChannel'
    /** An added person is not of the caucus's party. */
    | 'anotherParty'
    /** Two leaves would share a device key. */
    | 'deviceTwice'
    /** The committer has no right to add. */
    | 'noRightToAdd'
    /** The device was swapped on the same day already. */
    | 'swappedToday';
