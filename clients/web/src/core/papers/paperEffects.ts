import { RevocationEffect } from '../revocations/revocationEffect.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { AdmissionEffect } from './admissionEffect.ts';
import { CharterEffect } from './charterEffect.ts';
import type { PaperEffect } from './paperEffect.ts';
import type { PaperWorld } from './paperWorld.ts';
import { RemovalEffect } from './removalEffect.ts';

/** The effect of a kind of paper, for one transaction. */
export async function findEffect(world: PaperWorld, kind: PaperKind): Promise<PaperEffect> {
    switch (kind) {
        case PaperKind.charter:
            return new CharterEffect(world);
        case PaperKind.admission:
            return new AdmissionEffect(world);
        case PaperKind.removalOrder:
            return new RemovalEffect(world);
        case PaperKind.revocation:
            return RevocationEffect.in(world);
    }
}
