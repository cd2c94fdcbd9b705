import { indentJson } from '../../kernel/write-json.js'
import { exportStatements, trainingStatement } from '../documents/attested.js'
import { euSummary } from '../documents/eu-summary.js'
import { mlBom } from '../documents/ml-bom.js'
import { modelCard } from '../documents/model-card.js'
import { openLineage } from '../documents/open-lineage.js'
import { LINEAGE, writeLineage } from '../lineage/lineage-document.js'
import { METADATA } from '../lineage/read-adapter.js'
import type { Statement } from '../signing/statement.js'
import { adapterPage } from './page/adapter-page.js'
import type { ReleasePlan } from './plan-release.js'

export const CARD = 'README.md'
const BOM = 'mlbom.cdx.json'
const PAGE = 'adapter.html'
const EVENTS = 'lineage.openlineage.jsonl'
const EU_SUMMARY = 'eu-training-summary.md'

/** Texts by name of file. All are made from one plan, so none contradicts another. */
export function releaseDocuments(plan: ReleasePlan): ReadonlyMap<string, string> {
  const { facts, metadata, graph } = plan
  const events = openLineage(facts).map((event) => `${JSON.stringify(event)}\n`)
  return new Map([
    ...plan.named,
    [METADATA, indentJson(metadata)],
    [CARD, modelCard(facts)],
    [BOM, `${JSON.stringify(mlBom(facts), undefined, 2)}\n`],
    [LINEAGE, writeLineage(graph)],
    [EVENTS, events.join('')],
    [EU_SUMMARY, euSummary(facts)],
    [PAGE, adapterPage(plan)],
  ])
}

/** What the one who signs claims. */
export function releaseStatements({ facts }: ReleasePlan): readonly Statement[] {
  const { adapter, data, version } = facts
  return [...(data ? exportStatements(data, version) : []), trainingStatement(adapter, facts)]
}
