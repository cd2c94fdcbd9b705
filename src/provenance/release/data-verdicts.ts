import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile } from '../signing/hash-file.js'
import type { DataFacts } from '../lineage/facts.js'
import type { ReleaseVerdict } from './verdict.js'

/** Whether the export is whole, and its gates passed. Reads every file of it. */
export async function dataVerdicts(
  folder: string,
  { manifest, gates }: DataFacts,
): Promise<readonly ReleaseVerdict[]> {
  const wrong: string[] = []
  for (const { file, sha256, bytes } of manifest.shards) {
    const path = join(folder, file)
    const entry = await stat(path).catch(() => undefined)
    if (entry === undefined) wrong.push(`${file} is missing`)
    else if (entry.size !== bytes || (await hashFile(path)).sha256 !== sha256) {
      wrong.push(`${file} is not what the manifest says`)
    }
  }
  const failed = gates.filter(({ passed }) => !passed)
  return [
    {
      check: 'data',
      verdict: wrong.length > 0 ? 'failed' : 'passed',
      details: wrong.length > 0 ? wrong : [samplesText(manifest)],
    },
    {
      check: 'gates',
      verdict: failed.length > 0 ? 'failed' : gates.length > 0 ? 'passed' : 'skipped',
      details:
        gates.length === 0
          ? ['the recipe sets none']
          : (failed.length > 0 ? failed : gates).map(
              ({ gate, observed, allowed }) =>
                `${gate}: ${observed ?? 'not measured'}, allowed ${allowed}`,
            ),
    },
  ]
}

/** The split that is trained on, as recipes and loaders call it. */
const TRAIN = 'train'

function samplesText({ shards, counts }: DataFacts['manifest']): string {
  const trained = shards
    .filter(({ split }) => split === TRAIN)
    .reduce((sum, { records }) => sum + records, 0)
  const all = `${counts.emitted} samples as the manifest says`
  return trained === 0 || trained === counts.emitted
    ? all
    : `${all}: ${trained} for training, ${counts.emitted - trained} held out`
}
