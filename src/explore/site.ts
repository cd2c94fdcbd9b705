import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { openExplorer, type Explorer } from './open-explorer.js'
import { exportedRecipe } from './origins/exported-recipe.js'
import type { SampleOrigins } from './origins/origin.js'
import { sampleOrigins } from './origins/sample-origins.js'
import { sourceIndex, type SourceIndex } from './origins/source-index.js'
import { readSampleSchema, type SampleSchema } from './sample-schema.js'

/** What the pages are made from. */
export interface Site {
  readonly folder: string
  readonly explorer: Explorer
  readonly sources: SourceIndex
  readonly origins: SampleOrigins
  readonly schema: SampleSchema | undefined
  close(): Promise<void>
}

export interface SiteOptions {
  /** What messages and pages call the folder. */
  readonly name: string
  /** Where the inputs of the export are looked for, the likeliest first. @default beside the export */
  readonly baseFolders?: readonly string[]
  /** Where compressed files are unpacked. @default the folder of the system */
  readonly temporaryFolder?: string
}

/** @throws `export.unreadable`, `export.damaged` */
export async function openSite(folder: string, options: SiteOptions): Promise<Site> {
  const { name, baseFolders = [], temporaryFolder = tmpdir() } = options
  const explorer = await openExplorer(folder, { name, temporaryFolder })
  const closing = new AbortController()
  const { manifest, splits, rejectFacts, indexed, report } = explorer
  const sources = sourceIndex({
    manifest,
    splits,
    rejectFacts,
    isTracked: explorer.perSample !== undefined,
    indexed,
    recipe: exportedRecipe(report.recipe),
    baseFolders: [...baseFolders, dirname(folder)],
    signal: closing.signal,
  })
  return {
    folder,
    explorer,
    sources,
    origins: sampleOrigins(explorer, sources),
    schema: await readSampleSchema(folder),
    async close() {
      closing.abort()
      await explorer.close()
    },
  }
}
