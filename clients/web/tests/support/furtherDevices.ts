import { coSign } from '../../src/core/cbor/coSigned.ts';
import { revocationCodec } from '../../src/core/content/revocation.ts';
import { KnownCuts } from '../../src/core/revocations/knownCuts.ts';
import { usual, type Office } from './office.ts';
import type { WebDevice } from './webDevice.ts';

/** Where devices are linked: a dialogue and its officer. */
type At = { readonly office: Office; readonly lena: WebDevice };

/** Everybody in turn, until what one of them wrote has reached the others. */
export async function rounds(...devices: readonly WebDevice[]): Promise<void> {
    for (let i = 0; i < 3; i++) for (const device of devices) await device.round();
}

/** A device that its person's other device let ask, and that the person and an officer signed for. */
export async function linked({ office, lena }: At, from: WebDevice, name = 'Ana'): Promise<WebDevice> {
    const { link } = await from.admissions.linkOwn(24);
    const further = await office.asks(link, name, true);
    await from.round();
    const [request] = await from.admissions.requests();
    await from.admissions.admit(request!.id, usual);
    await rounds(from, lena);
    const [paper] = (await lena.desks.papers.papers()).filter(({ state }) => state === 'open');
    await lena.desks.papers.sign(paper!.id as never);
    await rounds(lena, from, further);
    return further;
}

/** A device asks on a link; the id of what reached who made it. */
export async function asking({ office }: At, from: WebDevice, link: string, name: string): Promise<string> {
    await office.asks(link, name, true);
    await from.round();
    return (await from.admissions.requests()).at(-1)!.id;
}

/** A device with which somebody returns, on an officer's link. */
export async function returned({ office, lena }: At, name: string): Promise<WebDevice> {
    const { link } = await lena.admissions.inviteDevice(name, 24);
    const fresh = await office.asks(link, name, true);
    await lena.round();
    const [request] = await lena.admissions.requests();
    await lena.admissions.admit(request!.id, usual);
    await rounds(lena, fresh);
    return fresh;
}

/** The officer cuts off a device, as a paper that is complete would. */
export async function cutOff({ office, lena }: At, device: WebDevice, wholePerson = false): Promise<void> {
    const { charters } = office;
    const target = device.session.admission!;
    const body = { dialogue: charters.dialogue, charter: charters.headId, target, wholePerson, others: [], hour: office.hour };
    const signed = await coSign(revocationCodec, { body, signatures: [] }, lena.session.device.deviceSeed);
    await lena.store.write((writer) => KnownCuts.keep(writer, signed));
}
