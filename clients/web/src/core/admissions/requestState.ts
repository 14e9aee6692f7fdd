/** What became of a request. */
export type RequestState =
    /** It waits for the officer. */
    | 'waiting'
    /** The link was used by more than one device: none can be admitted on it. */
    | 'in-doubt'
    /** The digits differed on a screen: nobody is admitted until they are compared again. */
    | 'differ'
    | 'admitted'
    | 'declined'
    /** The admission waits for signatures. */
    | 'proposed';
