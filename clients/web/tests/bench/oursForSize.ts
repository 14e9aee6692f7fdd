// All that somebody who uses the engine imports.
export { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
export { SignatureKeyPair } from '../../src/core/mls/crypto/signatureKeyPair.ts';
export { cipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
export { createKeyPackage, decodeKeyPackage, encodeKeyPackage } from '../../src/core/mls/keypackages/keyPackage.ts';
export { requireValidKeyPackage } from '../../src/core/mls/keypackages/keyPackageRules.ts';
