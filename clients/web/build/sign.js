// Signs a release: adds a signature over release.json to release.signatures.json beside it.
//   RELEASE_PASSPHRASE=… node build/sign.js <folder> <key.pem>
// The key is an Ed25519 private key as PEM, made with `openssl genpkey -algorithm ed25519 -aes-256-cbc -out key.pem`. Whoever verifies
// the release names the public keys, which this prints; see docs/release.md.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, keyFile] = process.argv.slice(2);
if (folder === undefined || keyFile === undefined) {
    throw new Error('usage: node build/sign.js <folder> <key.pem>');
}

const label = 'SecureDialogue release\0';
const privateKey = createPrivateKey({ key: readFileSync(keyFile), passphrase: process.env.RELEASE_PASSPHRASE ?? '' });
if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new Error(`${keyFile} is no Ed25519 key`);
}
const key = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x, 'base64url').toString('hex');
const signature = sign(null, Buffer.concat([Buffer.from(label), readFileSync(join(folder, 'release.json'))]), privateKey).toString('hex');

const file = join(folder, 'release.signatures.json');
const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).signatures : [];
const signatures = [...before.filter((one) => one.key !== key), { key, signature }].sort((one, other) => (one.key < other.key ? -1 : 1));
writeFileSync(file, `${JSON.stringify({ signatures }, undefined, 2)}\n`);
console.log(`signed by ${key}`);
