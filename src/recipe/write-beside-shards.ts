import { realDisk } from '../disk/real-disk.js'
import { keepExport } from '../export/append/kept-export.js'
import type { RunState } from '../export/journal/run-state.js'
import type { JsonObject } from '../kernel/json-value.js'
import type { ExportResult } from '../records/export-result.js'
import type { ExportReport } from '../report/report.js'
import type { RunStart } from './append/start-run.js'
import { describeExport } from './describe-export.js'
import { writeDocuments } from './documents.js'
import { exportInstant } from './export-instant.js'
import type { PlannedInFolder } from './plan-in-folder.js'
import { keptIdentity } from './resume/export-identity.js'
import type { Environment } from './secrets.js'

export interface MadeRun {
  readonly planned: PlannedInFolder
  readonly result: ExportResult
  readonly start: RunStart
  /** Where the run stood at its end. */
  readonly lastState: RunState | undefined
}

interface Surroundings {
  readonly env?: Environment
  /** Of adapter metadata. */
  readonly originalMetadata?: JsonObject | undefined
}

export interface WrittenFacts {
  readonly report: ExportReport
  readonly adapterMetadata?: string
  readonly exportedAt: Date
}

/** Writes the documents, and what an export keeps for those that append to it. */
export async function writeBesideShards(
  { planned, result, start: { folder }, lastState }: MadeRun,
  { env, originalMetadata }: Surroundings,
): Promise<WrittenFacts> {
  const { append } = planned.identity
  const report = describeExport(planned, result)
  const exportedAt = exportInstant(env)
  const predecessor = append?.after ?? undefined
  const { manifestSha256, ...documents } = await writeDocuments(
    { disk: realDisk, folder: folder.isPublished ? undefined : folder.output },
    { planned, result, report, exportedAt, originalMetadata, predecessor },
  )
  if (append && lastState && !folder.isPublished) {
    await keepExport(realDisk, {
      folder,
      manifest_sha256: manifestSha256,
      identity: keptIdentity(planned.identity),
      state: lastState,
    })
  }
  return { report, exportedAt, ...documents }
}
