import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { checkAdapter } from '#loradex/adapters/checks/check-adapter.js'
import { factorsOf, type LoraModule } from '#loradex/adapters/peft/lora-module.js'
import { scaleOfModule } from '#loradex/adapters/plain/scale-of-module.js'
import { writePlainAdapter } from '#loradex/adapters/plain/write-plain-adapter.js'
import { contentOf } from '#loradex/adapters/read/adapter-files.js'
import { withFile } from '#loradex/adapters/read/file-source.js'
import { readAdapter } from '#loradex/adapters/read/read-adapter.js'
import type { Tensor } from '#loradex/adapters/safetensors/tensor-header.js'
import { readFloats } from '#loradex/adapters/values/read-floats.js'
import { isLoradexError } from '#loradex/kernel/error.js'

const fixtures = 'tests/fixtures'

const trained = ['alllin', 'embed', 'l2t', 'lmhead', 'pattern', 'plain', 'r16', 'r32', 'rslora']

/** What an adapter adds to each module of the base model: the scaled product of B and A, row by row. */
async function updatesOf(folder: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const files = await readAdapter(folder)
  const config = contentOf(files.config)?.config
  const weights = contentOf(files.weights)
  assert.ok(config && weights?.format === 'safetensors')
  return withFile(files.weights.path, async (source) => {
    const values = async ({ start, end, dtype }: Tensor): Promise<Float32Array> =>
      readFloats(dtype, await source.read(start, end - start)) ?? new Float32Array()
    const product = async (module: LoraModule): Promise<readonly number[]> => {
      const { down, up } = factorsOf(module)
      assert.ok(down && up)
      const [a, b] = [await values(down), await values(up)]
      const [rank = 0, width = 0] = down.shape
      const scale = scaleOfModule(config, module) ?? Number.NaN
      return Array.from({ length: (up.shape[0] ?? 0) * width }, (_, at) => {
        const [row, column] = [Math.floor(at / width), at % width]
        let sum = 0
        for (let inner = 0; inner < rank; inner += 1) {
          sum += (b[row * rank + inner] ?? 0) * (a[inner * width + column] ?? 0)
        }
        return scale * sum
      })
    }
    const found = new Map<string, readonly number[]>()
    for (const module of weights.modules) found.set(module.path, await product(module))
    return found
  })
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plain-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('an adapter that is made plain', () => {
  for (const name of trained) {
    it(`adds the same to the base model: ${name}`, () =>
      inFolder(async (out) => {
        const folder = join(fixtures, 'peft-adapters-trained', name)
        const { rank } = await writePlainAdapter(await readAdapter(folder), out)
        const [before, after] = [await updatesOf(folder), await updatesOf(out)]
        assert.deepEqual([...after.keys()], [...before.keys()])
        for (const [path, values] of before) {
          const largest = Math.max(...values.map(Math.abs))
          assert.ok(largest > 0)
          for (const [at, value] of (after.get(path) ?? []).entries()) {
            assert.ok(Math.abs(value - (values[at] ?? 0)) <= 1e-6 * largest, `${path} ${at}`)
          }
        }
        const { passed, checks } = await checkAdapter(out, { base: join(fixtures, 'tiny-base') })
        assert.ok(passed, JSON.stringify(checks))
        const config = JSON.parse(
          await readFile(join(out, 'adapter_config.json'), 'utf8'),
        ) as object
        const plain = { r: rank, lora_alpha: rank, use_rslora: false, rank_pattern: {} }
        assert.deepEqual({ ...config, ...plain, alpha_pattern: {} }, config)
      }))
  }

  for (const name of ['rslora', 'pattern']) {
    it(`is taken by llama.cpp, which gets ${name} wrong`, () =>
      inFolder(async (out) => {
        const folder = join(fixtures, 'peft-adapters-trained', name)
        const engines = ['llama.cpp'] as const
        const before = await checkAdapter(folder, { engines })
        assert.equal(before.passed, false)
        const [finding] = before.checks.find(({ check }) => check === 'engine-fit')?.findings ?? []
        assert.match(finding?.consequence ?? '', /`loradex adapter plain` writes one/u)
        await writePlainAdapter(await readAdapter(folder), out)
        assert.equal((await checkAdapter(out, { engines })).passed, true)
      }))
  }

  for (const [options, base, engines] of [
    [{}, 'tiny-base', ['llama.cpp', 'ollama']],
    [{}, undefined, ['llama.cpp']],
    [{ lora_bias: true }, 'tiny-base', []],
    [{ use_dora: true }, 'tiny-base', []],
    [{ bias: 'lora_only' }, 'tiny-base', []],
    [{ use_qalora: true }, 'tiny-base', []],
    [{ target_parameters: ['mlp.experts.up'] }, 'tiny-base', []],
    [{ alpha_pattern: { 'q_proj(?!x)': 4 } }, 'tiny-base', []],
  ] as const) {
    const having = `${JSON.stringify(options)}${base === undefined ? ', of an unknown base' : ''}`
    it(`is offered for rsLoRA with ${having} to those alone that take it`, () =>
      inFolder(async (folder) => {
        await cp(join(fixtures, 'peft-adapters-trained/rslora'), folder, { recursive: true })
        const path = join(folder, 'adapter_config.json')
        const config = JSON.parse(await readFile(path, 'utf8')) as object
        await writeFile(path, JSON.stringify({ ...config, ...options }))
        const checked = await checkAdapter(
          folder,
          base === undefined ? {} : { base: join(fixtures, base) },
        )
        assert.deepEqual(
          checked.helpedByPlain.map(({ id }) => id),
          engines,
        )
        const offered = checked.checks.flatMap(({ findings }) =>
          findings.filter(({ consequence }) => consequence.includes('adapter plain')),
        )
        assert.equal(offered.length, engines.length)
        if (engines.length === 0) return
        await inFolder(async (out) => {
          await writePlainAdapter(await readAdapter(folder), out)
          const after = await checkAdapter(
            out,
            base === undefined ? {} : { base: join(fixtures, base) },
          )
          for (const id of engines)
            assert.equal(after.engines.find((engine) => engine.id === id)?.fit, 'loads')
        })
      }))
  }

  for (const [name, seen] of [
    ['peft-adapters/ad_lorabias', /saw lora_bias/u],
    ['gguf/lora-plain.gguf', /saw none with an adapter_config\.json/u],
  ] as const) {
    it(`is refused where something else is scaled as well: ${name}`, () =>
      inFolder(async (out) => {
        const files = await readAdapter(join(fixtures, name))
        await assert.rejects(writePlainAdapter(files, out), (error: unknown) => {
          assert.ok(isLoradexError(error) && error.code === 'adapter.refused')
          assert.match(error.message, seen)
          return true
        })
      }))
  }
})
