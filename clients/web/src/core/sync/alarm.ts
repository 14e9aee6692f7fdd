import type { RefusalProblem } from '../papers/paperRefusalWords.ts';

/** What a person must see whatever is shown at the moment. */
export type Alarm =
    /** The relay gave different histories of a channel. */
    | 'different-histories'
    /** A change of a channel was refused and waits for a steward. */
    | 'change-refused'
    /** The last change of a channel came with a wrong access key; a steward must set it right. */
    | 'wrong-access-key'
    /** Two people in a channel have the same name, or names that look alike. */
    | 'same-name'
    /** The relay keeps something back: messages that it took (they are kept here), or a part of what others sent. */
    | 'relay-keeps-back'
    /** Somebody sent this device into a channel that is not in order, or with a key package that it used before. */
    | 'bad-welcome'
    /** The relay gave a key package that is not the device's own, is out of date or was used before. */
    | 'false-package'
    /** This device was removed from a channel. */
    | 'removed'
    /** The relay does not take a letter of this device; it was let go. */
    | 'letter-refused'
    /** A person who was verified comes with a device that was not; what was compared before counts no more. */
    | 'mark-lost'
    /** The host sent an admission without the signatures that the Charter asks for; this device did not take it. */
    | 'admission-unsigned'
    /** The host sent an admission for another device, or under another or an older Charter; this device did not take it. */
    | 'admission-unfit'
    /** Two histories of the Charter bear its officers' signatures; this device keeps the one it had. */
    | 'charter-contradicted'
    /** Another version of the Charter is in force. */
    | 'charter-changed'
    /** The version in force does not list the own admission. */
    | 'admission-left-out'
    /** Somebody who adds this device does not know the Charter in force. */
    | 'older-charter'
    /** A letter says that somebody was cut off; this device's channels take that one out. */
    | 'somebody-cut-off'
    /** A letter says that somebody was cut off, and does not bear the signatures that the Charter asks for; it was refused. */
    | 'false-cut'
    /** Somebody in a channel was cut off, and the signatures do not count there. */
    | 'cut-not-here'
    /** Somebody wanted to bring this device into a channel where one who was cut off stands or brings people in. */
    | 'cut-off-stands'
    /** Two devices used one link: nobody can be admitted on it. */
    | 'link-in-doubt'
    /** The digits differed on an applicant's screen. */
    | 'digits-differ'
    /** Somebody asked on a link that has expired; the request was not taken. */
    | 'late-request'
    /** Somebody asked with a member's device key, and without its key of the channel, to renew that device. */
    | 'false-swap'
    /** Messages that were on their way when this device could read no further may not have arrived. */
    | 'words-in-doubt'
    /** The dialogue has used all passes that the relay grants it: nobody can be invited and no channel opened. */
    | 'relay-full'
    /** Somebody whose signature is asked for cannot be written to: the mailbox is not known here. */
    | 'mailbox-unknown'
    /** A letter about a paper was refused. */
    | RefusalProblem
    /** The first founder sent a second Charter and has not withdrawn the first. */
    | 'second-charter'
    /** A founder signed another Charter than the one on this device. */
    | 'other-charter-signed'
    /** Something that nobody foresaw stopped the work on one channel; the others go on. */
    | 'unexpected';
