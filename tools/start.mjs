// npm start: the main job on the WordNet example, from a fresh clone on.
import { spawnSync } from 'node:child_process'
import { build, program } from './ready.mjs'

build()

const steps = [
  ['examples/wordnet/make-records.mjs'],
  [program, 'export', 'examples/wordnet/loradex.yaml', '--force'],
]
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
