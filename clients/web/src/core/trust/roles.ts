/** What a person does in the dialogue; an admission may name several, added as flags. */
export const Roles = {
    /** None; in a requirement: any. */
    none: 0,
    /** Invited in personal capacity; speaks. */
    participant: 1,
    /** Guides the process. */
    facilitator: 2,
    /** Invites and vets; reads no channel for that reason alone. */
    organizer: 4,
    /** Renders what is said. */
    interpreter: 8,
    /** Writes non-attributed notes. */
    rapporteur: 16,
    /** Listens by consent, without a voice. */
    observer: 32,
    /** An outside expert who answers questions. */
    resourcePerson: 64,
    all: 127,
} as const;

/** A sum of flags. */
export type Roles = number;
