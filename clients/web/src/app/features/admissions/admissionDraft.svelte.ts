import type { AdmissionOptions, VettingView } from '../../../worker/api.ts';

/** Hours in which others may object; `usual` is a day where somebody else must sign, and none where nobody must. */
export const windows = ['usual', '24', '48', '72'] as const;

export const standings = [
    'non-official',
    'former-official',
    'official-in-personal-capacity',
] as const satisfies readonly VettingView['standing'][];

/** Who counsel said no to is not admitted, so it is no choice here. */
export const counsels = ['yes', 'conditions'] as const satisfies readonly VettingView['counsel'][];

/** What an officer writes beside the signature. */
export class AdmissionDraft {
    window = $state<(typeof windows)[number]>('usual');
    note = $state('');
    isVetted = $state(false);
    standing = $state<VettingView['standing']>('non-official');
    acceptability = $state('');
    counsel = $state<VettingView['counsel']>('yes');
    conditions = $state('');
    listVersion = $state('');
    /** A day as the browser's field says it, or empty. */
    review = $state('');

    get options(): AdmissionOptions {
        return {
            windowHours: this.window === 'usual' ? undefined : Number(this.window),
            until: undefined,
            note: this.note,
            vetting: this.isVetted ? this.#vetting : undefined,
        };
    }

    get #vetting(): VettingView {
        return {
            standing: this.standing,
            acceptability: this.acceptability,
            counsel: this.counsel,
            listVersion: this.listVersion,
            conditions: this.counsel === 'conditions' ? this.conditions : '',
            nextReview: this.review === '' ? 0 : Date.parse(this.review),
        };
    }
}
