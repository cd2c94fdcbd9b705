// Compiles the kernel of the byte lane to WebAssembly, when its sources have changed.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './ready.mjs'
// Compiled before.
import { MEMORY_PAGES, OFFERED_ENDS, STATIC_DATA } from '../dist/engine/layout.js'

const folder = 'src/engine/kernel'
const target = 'dist/engine/kernel.wasm'

/** Compiled by TypeScript, too. */
const shared = [
  ...['layout', 'program-layout', 'row-codes'].map((name) => `src/engine/${name}.ts`),
  'src/kernel/token-class.ts',
]
const sources = [...readdirSync(folder).map((name) => join(folder, name)), ...shared]
const changed = Math.max(...sources.map((path) => statSync(path).mtimeMs))
const built = statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0

if (changed > built) {
  run(
    `asc ${folder}/index.ts -o ${target} --runtime stub -O3 --noAssert --enable simd ` +
      `--enable threads --importMemory --zeroFilledMemory --sharedMemory --initialMemory ${MEMORY_PAGES} ` +
      `--maximumMemory ${MEMORY_PAGES} --memoryBase ${STATIC_DATA} --use abort=`,
  )
  checkStaticData()
}

/** The compiler does not know what comes behind it. */
function checkStaticData() {
  const memory = new WebAssembly.Memory({
    initial: MEMORY_PAGES,
    maximum: MEMORY_PAGES,
    shared: true,
  })
  const module = new WebAssembly.Module(readFileSync(target))
  const { staticEnd } = new WebAssembly.Instance(module, { env: { memory } }).exports
  if (staticEnd.value <= OFFERED_ENDS) return
  rmSync(target)
  console.error(
    `the kernel's static data ends at ${staticEnd.value}, behind ${OFFERED_ENDS}: see src/engine/layout.ts`,
  )
  process.exit(1)
}
