import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

const adapter = {
  'in.jsonl': twoRecords,
  'adapter/adapter_config.json': '{"peft_type":"LORA","r":8}\n',
  'adapter/adapter_model.safetensors': 'weights\n',
}

/** An adapter in `adapter`, an export in `out`, and what then becomes of them. */
function lineage(
  name: string,
  args: readonly string[],
  then?: (folder: string) => Promise<unknown>,
): ErrorCase {
  return {
    name,
    args,
    files: adapter,
    async prepare(folder) {
      await writeFile(join(folder, 'loradex.yaml'), jsonlSource)
      await runLoradex(['export'], { cwd: folder })
      await then?.(folder)
    },
  }
}

/** The digest of the report that was written differs with the version. */
async function changeReport(folder: string): Promise<void> {
  const manifest = join(folder, 'out', 'manifest.json')
  const text = await readFile(manifest, 'utf8')
  const listed = text.replace(/("report\.json": ")[\da-f]+/u, `$1${'a'.repeat(64)}`)
  await writeFile(manifest, listed)
  await writeFile(join(folder, 'out', 'report.json'), '{}\n')
}

async function writeLineageOf(folder: string, args: readonly string[]): Promise<void> {
  const { stdout } = await runLoradex(['lineage', 'show', ...args, '--json'], { cwd: folder })
  await writeFile(join(folder, 'adapter', 'lineage.json'), stdout)
}

const show = ['lineage', 'show', 'out', '--export', 'out', '--row']
const add = ['lineage', 'add', 'adapter', '--export', 'out']

export const lineageCases: readonly ErrorCase[] = [
  lineage('No adapter', ['release', 'out', '--export', 'out', '--version', '1.0.0', '--dry-run']),
  lineage('No version', ['release', 'adapter', '--export', 'out']),
  lineage('No key', ['release', 'adapter', '--export', 'out', '--version', '1.0.0']),
  lineage('No export', [...add.slice(0, 3), '--export', 'nowhere']),
  lineage('A source that is gone', add, (folder) => rm(join(folder, 'in.jsonl'))),
  lineage('A source that has changed', add, (folder) =>
    writeFile(join(folder, 'in.jsonl'), twoRecords.replace('fjord', 'fiord')),
  ),
  lineage('An export without digests', ['document', 'out'], (folder) =>
    runLoradex(['export', '--force', '--set', 'output.digests=none'], { cwd: folder }),
  ),
  lineage('A report that somebody changed', ['document', 'out'], changeReport),
  lineage('A row that is none', [...show, 'foo']),
  lineage('A sample that is none', [...show, 'train:3']),
  lineage('A split that is none', [...show, 'test:1']),
  lineage('A lineage that somebody changed', ['lineage', 'show', 'adapter'], (folder) =>
    writeFile(join(folder, 'adapter', 'lineage.json'), '{"format_version":1}\n'),
  ),
  lineage('A lineage of other weights', ['lineage', 'show', 'adapter'], async (folder) => {
    await writeLineageOf(folder, ['adapter'])
    await writeFile(join(folder, 'adapter', 'adapter_model.safetensors'), 'other weights\n')
  }),
  lineage('A lineage of another export', add, async (folder) => {
    await writeLineageOf(folder, ['adapter', '--export', 'out'])
    await runLoradex(['export', '--force', '--set', 'style=text_completion'], { cwd: folder })
  }),
  lineage('A lineage without an export', add, (folder) => writeLineageOf(folder, ['adapter'])),
]
