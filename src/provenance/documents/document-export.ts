import { attest } from '../signing/attestations.js'
import type { SigningKey } from '../signing/read-key.js'
import type { DataFacts } from '../lineage/facts.js'
import { exportStatements } from './attested.js'
import { croissant, type PublishingFacts } from './croissant.js'
import { euSummary } from './eu-summary.js'
import { openLineage } from './open-lineage.js'

export interface DocumentExportOptions extends PublishingFacts {
  /** Of loradex. */
  readonly version: string
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly releasedAt: string
  /** Signs what is claimed. @default nothing is claimed */
  readonly key?: SigningKey
}

/** Standard documents of an export, by name of file; they stand beside its manifest. */
export function documentExport(
  data: DataFacts,
  { key, ...facts }: DocumentExportOptions,
): ReadonlyMap<string, string> {
  const { version, releasedAt } = facts
  const events = openLineage({ data, version, releasedAt })
  const claims = key ? exportStatements(data, version).map((claim) => attest(claim, key)) : []
  return new Map([
    ['croissant.json', `${JSON.stringify(croissant(data, facts, facts), undefined, 2)}\n`],
    ['lineage.openlineage.jsonl', events.map((event) => `${JSON.stringify(event)}\n`).join('')],
    ['eu-training-summary.md', euSummary({ data, releasedAt })],
    ...(claims.length > 0 ? [['provenance.intoto.jsonl', `${claims.join('\n')}\n`] as const] : []),
  ])
}
