import type { CoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { passStock } from '../devices/passStock.ts';
import { idOfPaper, type Paper } from '../papers/paper.ts';
import { PaperPost } from '../papers/paperPost.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { admissionGrantedCodec } from '../trust/admissionGranted.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { Contact } from '../trust/contact.ts';
import { LetterKind } from '../trust/letter.ts';
import { officerNoticeCodec } from '../trust/officerNotice.ts';
import { PassKind } from '../wire/passKind.ts';
import { putPerson } from './peopleDirectory.ts';
import { requestShelf } from './requestShelf.ts';

/** What the host does when an admission has all its signatures: the person gets it, the other officers hear of it. */
export const grants = {
    /** Sends the admission. */
    async send(world: PaperWorld, paper: Paper, admission: CoSigned<Admission>, contact: Contact): Promise<void> {
        const { writer } = world.turn;
        const charters = world.turn.charters as CharterChain;
        const request = await requestShelf.ofPaper(writer, idOfPaper(paper));
        if (request !== undefined) requestShelf.put(writer, request.id, { ...request.record, state: 'admitted' });
        await putPerson(writer, admission, contact);
        const granted = encodeObject(admissionGrantedCodec, {
            // Who is in already did not ask: a renewal names itself.
            request: request?.id ?? idOfAdmission(admission),
            admission,
            charters: charters.signed,
            // For a further device of the person; where this device has no pass left, the person asks an officer when it is needed.
            spare: request && (await passStock.take(writer, PassKind.mailbox)),
        });
        const post = new PaperPost(world);
        await post.write(paper, LetterKind.admission, granted, [contact.device]);
        const { card, name, device } = contact;
        const officers = charters.head.officers.map(({ key }) => key).filter((key) => key !== device);
        await post.write(paper, LetterKind.officerNotice, encodeObject(officerNoticeCodec, { admission, card, name }), officers);
    },

    /** The paper was withdrawn: its request waits again. */
    async takeBack({ turn: { writer } }: PaperWorld, paper: Paper): Promise<void> {
        const request = await requestShelf.ofPaper(writer, idOfPaper(paper));
        if (request !== undefined) requestShelf.put(writer, request.id, { ...request.record, state: 'waiting', paper: undefined });
    },
};
