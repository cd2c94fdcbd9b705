export {
  appendAttestation,
  attest,
  openAttestations,
  type VerifiedAttestations,
} from './signing/attestations.js'
export {
  readCertificates,
  type SigningCertificate,
  type TrustedRoots,
  type Vouched,
} from './signing/certificate.js'
export type { Curve } from './signing/curve.js'
export { keyFingerprint } from './signing/fingerprint.js'
export { generateKey, type GeneratedKey, type GenerateKeyOptions } from './signing/generate-key.js'
export type { Resource } from './signing/model-predicate.js'
export {
  readPrivateKey,
  readPublicKey,
  type KeyFile,
  type PrivateKeyFile,
  type SigningKey,
} from './signing/read-key.js'
export { signModel, type ModelSignature, type SignModelOptions } from './signing/sign-model.js'
export type { Statement, Subject } from './signing/statement.js'
export { verifyModel, type VerifiedModel, type VerifyModelOptions } from './signing/verify-model.js'
