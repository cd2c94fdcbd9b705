import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildLineage } from '../../provenance/lineage/build-lineage.js'
import { checkLineage } from '../../provenance/lineage/check-lineage.js'
import type { LineageGraph } from '../../provenance/lineage/graph.js'
import { LINEAGE, readLineage } from '../../provenance/lineage/lineage-document.js'
import { CONFIG, readAdapter } from '../../provenance/lineage/read-adapter.js'
import { readData } from '../../provenance/lineage/read-data.js'
import { VERSION } from '../../recipe/version.js'
import { textOption, type Given } from '../command.js'
import type { CommandIo } from '../command-io.js'

/**
 * Of a release as it was written, if that is of what is there; of an adapter and its export, or an export
 * alone, as they are now.
 */
export async function graphOf(given: Given, { cwd, signal }: CommandIo): Promise<LineageGraph> {
  const [shown = '.'] = given.arguments
  const folder = resolve(cwd, shown)
  const exported = textOption(given, 'export')
  const shownFile = `${shown.replace(/\/+$/u, '')}/${LINEAGE}`
  const isWritten = existsSync(join(folder, LINEAGE))
  const written = isWritten ? await readLineage(join(folder, LINEAGE), shownFile) : undefined
  const isAdapter = existsSync(join(folder, CONFIG))
  const adapter = isAdapter ? await readAdapter(folder, shown) : undefined
  const dataFolder = exported ?? (isAdapter || isWritten ? undefined : shown)
  const data =
    dataFolder === undefined
      ? undefined
      : await readData(resolve(cwd, dataFolder), dataFolder, signal)
  const facts = { ...(adapter && { adapter }), ...(data && { data }) }
  if (written === undefined) return buildLineage({ ...facts, version: VERSION, releasedAt: '' })
  checkLineage(written, {
    ...facts,
    shown: shownFile,
    ...(dataFolder !== undefined && { shownExport: dataFolder }),
  })
  return written
}
