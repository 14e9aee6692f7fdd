import type { Role } from '../../../worker/api.ts';

/** Whom a link is for: somebody new, or a further device of somebody who is in. */
export type Invitee =
    | { readonly type: 'person'; readonly role: Role; readonly party: string | undefined }
    | { readonly type: 'device'; readonly name: string };

/** The roles that officers invite to, the most frequent first. */
export const invitedRoles = [
    'participant',
    'facilitator',
    'organizer',
    'interpreter',
    'rapporteur',
    'observer',
    'resource-person',
] as const satisfies readonly Role[];

/** How long a link can be used, in hours: a day, three, a week. */
export const linkHours = [24, 72, 168] as const;
