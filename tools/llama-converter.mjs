// node tools/llama-converter.mjs [--write]
// Has the adapters of tests/fixtures converted by llama.cpp's own converter, as they are and as `adapter plain`
// writes them, and holds the log-probabilities of both in llama.cpp against those of PEFT; --write keeps the
// converted files that tests read. Minutes, 1.5 GB in .partners/.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { argv, env, execPath } from 'node:process'
import { llamaFolder, llamaPartner } from './llama-partner.mjs'
import { markdownTable } from './markdown-table.mjs'
import { pythonOf } from './python-partner.mjs'
import { build } from './ready.mjs'

build()
const { farthestFromPeft } = await import('../dist/tests/interop/llama/lora-logprobs.js')

const names = ['plain', 'rslora', 'pattern', 'alllin', 'embed', 'lmhead', 'l2t', 'r16', 'r32']
const kept = ['rslora', 'pattern']
const trained = resolve('tests/fixtures/peft-adapters-trained')
const base = resolve('tests/fixtures/tiny-base')
const python = pythonOf('story')
await llamaPartner()
const llama = sources()
const work = mkdtempSync(join(tmpdir(), 'llama-converter-'))

const [asTheyAre, plain] = [new Map(), new Map()]
for (const name of names) {
  const folder = join(work, name)
  run(execPath, ['dist/bundle/main.cjs', 'adapter', 'plain', join(trained, name), '--out', folder])
  asTheyAre.set(converted(join(trained, name), `${name}.gguf`), name)
  plain.set(converted(folder, `${name}-plain.gguf`), name)
}
const [before, after] = [await farthestFromPeft(asTheyAre), await farthestFromPeft(plain)]
const rows = names.map((name, at) => [
  name,
  before[at].toExponential(1),
  after[at].toExponential(1),
])
console.log(markdownTable(['adapter', 'as it is', 'plain'], rows))
if (argv.includes('--write')) {
  mkdirSync('tests/fixtures/gguf', { recursive: true })
  for (const name of kept) {
    copyFileSync(join(work, `${name}-plain.gguf`), `tests/fixtures/gguf/lora-${name}-plain.gguf`)
  }
}
rmSync(work, { recursive: true })

/** The tree of llama.cpp, which node-llama-cpp carries as a bundle of git. */
function sources() {
  const folder = join(llamaFolder, 'llama.cpp')
  const bundle = join(llamaFolder, 'node_modules/node-llama-cpp/llama/gitRelease.bundle')
  if (!existsSync(folder)) run('git', ['clone', '--quiet', bundle, folder])
  return folder
}

function converted(adapter, file) {
  const out = join(work, file)
  const script = join(llama, 'convert_lora_to_gguf.py')
  run(python, [script, adapter, '--base', base, '--outtype', 'f32', '--outfile', out], {
    HF_HUB_OFFLINE: '1',
    OMP_NUM_THREADS: '1',
    PYTHONPATH: [llama, join(llama, 'gguf-py')].join(':'),
  })
  return out
}

function run(command, args, variables = {}) {
  const { status, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...env, ...variables },
  })
  if (status !== 0) throw new Error(`${command} ended with ${status}\n${stderr}`)
}
