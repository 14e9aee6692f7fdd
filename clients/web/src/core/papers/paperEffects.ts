import { revocationCodec, type Revocation } from '../content/revocation.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { RevocationEffect } from '../revocations/revocationEffect.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { AdmissionEffect } from './admissionEffect.ts';
import { CharterEffect } from './charterEffect.ts';
import { firstOf, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import type { PaperWorld } from './paperWorld.ts';
import { RemovalEffect } from './removalEffect.ts';

/** The effect of a paper, for one transaction. */
export async function findEffect(world: PaperWorld, paper: Pick<Paper, 'kind' | 'objects'>): Promise<PaperEffect> {
    switch (paper.kind) {
        case PaperKind.charter:
            return new CharterEffect(world);
        case PaperKind.admission:
            return new AdmissionEffect(world);
        case PaperKind.removalOrder:
            return new RemovalEffect(world);
        case PaperKind.revocation:
            return RevocationEffect.of(world, firstOf(paper).as(revocationCodec) as CoSigned<Revocation>);
    }
}
