import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkAdapter } from '#loradex/adapters/checks/check-adapter.js'
import { engineIds } from '#loradex/adapters/engines/engine-id.js'
import { runCli } from '../run-cli.js'
import { baseFolder } from './adapter-in-memory.js'

/**
 * For vllm, sglang, lorax, tgi, llama.cpp and ollama: passed, warned or failed. The first column of the
 * first 16 is what a running vLLM did, the fifth of the trained ones what llama.cpp's converter made.
 */
const verdicts: Readonly<Record<string, string>> = {
  'peft-adapters/ad': 'pppppp',
  'peft-adapters/ad_alllin': 'pppppp',
  'peft-adapters/ad_bias': 'fwwwww',
  'peft-adapters/ad_dora': 'fwfffw',
  'peft-adapters/ad_embed': 'pwffpw',
  'peft-adapters/ad_excl': 'ppffpp',
  'peft-adapters/ad_l2t': 'ppffpp',
  'peft-adapters/ad_lorabias': 'fwfffw',
  'peft-adapters/ad_mts': 'fwfffw',
  'peft-adapters/ad_pattern': 'pwffff',
  'peft-adapters/ad_pissa': 'fwffff',
  'peft-adapters/ad_regex': 'ppffpp',
  'peft-adapters/ad_rep': 'fwwwww',
  'peft-adapters/ad_rslora': 'pwppff',
  'peft-adapters/ad_tparams': 'pppppp',
  'peft-adapters/ad_tti': 'fwfffw',
  'peft-adapters-trained/alllin': 'pppppp',
  'peft-adapters-trained/embed': 'pwffpw',
  'peft-adapters-trained/l2t': 'ppffpp',
  'peft-adapters-trained/lmhead': 'pwpppw',
  'peft-adapters-trained/pattern': 'pwffff',
  'peft-adapters-trained/plain': 'pppppp',
  'peft-adapters-trained/r16': 'pppppp',
  'peft-adapters-trained/r32': 'pppppp',
  'peft-adapters-trained/rslora': 'pwppff',
}

const words: Readonly<Record<string, string>> = { p: 'passed', w: 'warned', f: 'failed' }

const trained = 'tests/fixtures/peft-adapters-trained'

function check(...args: readonly string[]) {
  return runCli(['adapter', 'check', ...args])
}

describe('adapter check --engine', () => {
  for (const [name, letters] of Object.entries(verdicts)) {
    it(`judges ${name} for each engine`, async () => {
      for (const [index, engine] of engineIds.entries()) {
        const { checks } = await checkAdapter(`tests/fixtures/${name}`, {
          base: baseFolder,
          readsValues: false,
          engines: [engine],
        })
        const fit = checks.find((result) => result.check === 'engine-fit')
        assert.equal(fit?.verdict, words[letters[index] ?? ''], engine)
      }
    })
  }

  it('agrees with the vLLM that was run: 9 load, 7 are refused', () => {
    const first = Object.entries(verdicts).filter(([name]) => name.startsWith('peft-adapters/'))
    const loaded = first.filter(([, letters]) => letters.startsWith('p'))
    assert.deepEqual([first.length, loaded.length], [16, 9])
  })

  it('fails where the engine would answer otherwise, and cites the rule', async () => {
    const { code, stdout } = await check(
      `${trained}/rslora`,
      '--base',
      baseFolder,
      '--engine',
      'llama.cpp',
      '--json',
    )
    assert.equal(code, 3)
    const { passed, required_engines, checks } = JSON.parse(stdout) as {
      readonly passed: boolean
      readonly required_engines: readonly string[]
      readonly checks: readonly { readonly check: string; readonly findings: readonly object[] }[]
    }
    assert.deepEqual([passed, required_engines], [false, ['llama.cpp']])
    const fit = checks.find((result) => result.check === 'engine-fit')
    const common = {
      expected: 'to load and answer as PEFT does',
      consequence:
        'It loads, and answers otherwise, without a word. `loradex adapter plain` writes one that it takes.',
    }
    assert.deepEqual(fit?.findings, [
      {
        ...common,
        severity: 'error',
        where: 'llama.cpp v0.5.0',
        observed: 'rsLoRA: the converter scales by alpha / r',
        source: 'measured on 2026-11-22: convert_lora_to_gguf.py, answers held against PEFT',
      },
      {
        ...common,
        severity: 'info',
        where: 'Ollama 01cf7445f35e',
        observed: 'rsLoRA: only lora_alpha is read',
        source:
          'read on 2026-11-29: ollama/ollama convert/convert.go, convert/convert_llama_adapter.go',
      },
    ])
  })

  it('asks every engine that is named, and no other', async () => {
    const pattern = `${trained}/pattern`
    assert.equal((await check(pattern)).code, 0)
    assert.equal((await check(pattern, '--engine', 'vllm')).code, 0)
    const both = await check(pattern, '--engine', 'vllm', '--engine', 'llama.cpp')
    assert.equal(both.code, 3)
    assert.match(both.stdout, /error llama\.cpp .*the converter writes one alpha for all modules/u)
    assert.doesNotMatch(both.stdout, /error (?:Ollama|LoRAX|TGI)/u)
  })

  it('warns where nobody looked, which fails only with --strict', async () => {
    const unknown = [`${trained}/rslora`, '--engine', 'sglang']
    const warned = await check(...unknown)
    assert.equal(warned.code, 0)
    assert.match(warned.stdout, /warned {3}engine-fit\n {2}warning SGLang .*rsLoRA: not tried/u)
    assert.equal((await check(...unknown, '--strict')).code, 3)
    assert.equal((await check(`${trained}/plain`, '--engine', 'sglang', '--strict')).code, 0)
  })

  it('knows nothing of Ollama without the base model, nor of weights that are no safetensors', async () => {
    const plain = [`${trained}/plain`, '--engine', 'ollama', '--strict']
    assert.equal((await check(...plain)).code, 3)
    assert.equal((await check(...plain, '--base', baseFolder)).code, 0)
    const gguf = await check('tests/fixtures/gguf/lora-plain.gguf', '--engine', 'vllm', '--strict')
    assert.equal(gguf.code, 3)
    assert.match(gguf.stdout, /warned {3}engine-fit/u)
  })
})

describe('release --engine', () => {
  it('makes no release that the engine cannot serve', async () => {
    const args = ['release', `${trained}/rslora`, '--version', '1.0.0', '--dry-run']
    const without = await runCli(args)
    assert.match(without.stdout, /passed {3}engine-fit/u)
    const { code, stdout } = await runCli([...args, '--engine', 'llama.cpp'])
    assert.equal(code, 3)
    assert.match(stdout, /failed {3}engine-fit .*\n?.*scales by alpha \/ r/u)
  })
})
