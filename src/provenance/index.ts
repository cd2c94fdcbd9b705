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
export { croissant, type PublishingFacts } from './documents/croissant.js'
export { exportStatements, trainingStatement } from './documents/attested.js'
export { euSummary } from './documents/eu-summary.js'
export { mlBom } from './documents/ml-bom.js'
export { modelCard } from './documents/model-card.js'
export { openLineage } from './documents/open-lineage.js'
export { buildLineage } from './lineage/build-lineage.js'
export type {
  AdapterFacts,
  ColumnFact,
  DataFacts,
  FileFact,
  GateFact,
  MetricFact,
  ReleaseFacts,
} from './lineage/facts.js'
export type { LineageEdge, LineageGraph, LineageNode, NodeKind } from './lineage/graph.js'
export { readAdapter } from './lineage/read-adapter.js'
export { readData } from './lineage/read-data.js'
export { planRelease, type PlanReleaseOptions, type ReleasePlan } from './release/plan-release.js'
export type { AdapterJudges, EngineVerdict, ReleaseVerdict } from './release/verdict.js'
export { writeRelease, type WrittenRelease } from './release/write-release.js'
export { documentExport, type DocumentExportOptions } from './documents/document-export.js'
