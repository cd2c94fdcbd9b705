// The MaskBench data beside the project, a case at a time.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const archive = resolve('../shared/data/maskbench/maskbench.tar.gz')
const folder = resolve('tests/real-data/.unpacked/maskbench')

export const hasMaskbench = existsSync(archive)

/** Every nth case: its name, and its file as text. */
export function* maskbenchCases(every = 1) {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true })
    execFileSync('tar', ['xzf', archive, '-C', folder])
  }
  const files = readdirSync(join(folder, 'data')).toSorted()
  for (const [index, file] of files.entries()) {
    if (index % every !== 0) continue
    yield {
      name: file.replace(/\.json$/u, ''),
      text: readFileSync(join(folder, 'data', file), 'utf8'),
    }
  }
}
