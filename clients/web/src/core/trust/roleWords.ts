import { Roles } from './roles.ts';

/** What the page calls a role. */
export type RoleWord = 'participant' | 'facilitator' | 'organizer' | 'interpreter' | 'rapporteur' | 'observer' | 'resource-person';

const words: readonly (readonly [Roles, RoleWord])[] = [
    [Roles.participant, 'participant'],
    [Roles.facilitator, 'facilitator'],
    [Roles.organizer, 'organizer'],
    [Roles.interpreter, 'interpreter'],
    [Roles.rapporteur, 'rapporteur'],
    [Roles.observer, 'observer'],
    [Roles.resourcePerson, 'resource-person'],
];

/** The role a word names. */
export function roleOf(word: RoleWord): Roles {
    return (words.find(([, one]) => one === word) as readonly [Roles, RoleWord])[0];
}

/** The set that words name. */
export function rolesOf(named: readonly RoleWord[]): Roles {
    return named.reduce<Roles>((sum, word) => sum | roleOf(word), Roles.none);
}

/** The roles of a set. */
export function roleList(roles: Roles): readonly RoleWord[] {
    return words.filter(([flag]) => (roles & flag) !== 0).map(([, word]) => word);
}
