/** What a person must see whatever is shown at the moment. */
export type Alarm =
    /** The relay gave different histories of a channel. */
    | 'different-histories'
    /** A change of a channel was refused and waits for a steward. */
    | 'change-refused'
    /** The last change of a channel came with a wrong access key; a steward must set it right. */
    | 'wrong-access-key'
    /** Two people in a channel call themselves the same. */
    | 'same-name'
    /** The relay keeps something back: messages that it took (they are kept here), or a part of what others sent. */
    | 'relay-keeps-back'
    /** Somebody sent this device into a channel that is not in order. */
    | 'bad-welcome'
    /** The relay gave a key package that is not the device's own. */
    | 'false-package'
    /** This device was removed from a channel. */
    | 'removed'
    /** The relay does not take a letter of this device; it was let go. */
    | 'letter-refused'
    /** A person who was verified comes with a device that was not; what was compared before counts no more. */
    | 'mark-lost'
    /** Something that nobody foresaw stopped the work on one channel; the others go on. */
    | 'unexpected';
