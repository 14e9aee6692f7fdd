import { equalBytes, fromHex } from '../../bytes.ts';

// Coordinates of the points of low order of Curve25519 and of its twist, and the ways to write them that are not canonical.
const everywhere = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

const montgomery = [
    ...everywhere,
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
].map(fromHex);

const edwards = [
    ...everywhere,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(fromHex);

/** Whether an X25519 public key gives the secret 0 with every private key (RFC 7748 §6.1). */
export function isLowOrderX25519(publicKey: Uint8Array): boolean {
    return isAmong(montgomery, publicKey);
}

/** Whether a written Ed25519 point has low order: libraries disagree about them, so nobody may sign with one. */
export function isLowOrderEd25519(point: Uint8Array): boolean {
    return isAmong(edwards, point);
}

// The highest bit is no part of the coordinate: ignored by X25519, the sign in Ed25519.
function isAmong(points: readonly Uint8Array[], written: Uint8Array): boolean {
    if (!points.some((point) => point[0] === written[0])) return false;
    const coordinate = new Uint8Array(written);
    coordinate[31] = (coordinate[31] as number) & 0x7f;
    return points.some((point) => equalBytes(point, coordinate));
}
