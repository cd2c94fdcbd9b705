import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { toPlain } from '#loradex/kernel/plain-json.js'
import { llamaPartner } from '#tools/llama-partner.mjs'
import { quiet } from './decode-texts.js'

const fixtures = resolve('tests/fixtures')

/** Token ids, and the log-probabilities of all but the first of them by PEFT, for each adapter. */
function reference(): Readonly<Record<string, readonly number[]>> {
  const text = readFileSync(`${fixtures}/peft-adapters-trained/ref.json`, 'utf8')
  return toPlain(parseJsonText(text) ?? null) as Record<string, readonly number[]>
}

/**
 * How far the log-probabilities of llama.cpp on `tiny-base` with an adapter, a file of GGUF, are from those
 * of PEFT with the one of that name: the largest difference of a token.
 */
export async function farthestFromPeft(adapters: ReadonlyMap<string, string>): Promise<number[]> {
  const { ids = [], ...expected } = reference()
  const llama = await (await llamaPartner()).getLlama(quiet)
  try {
    const model = await llama.loadModel({ modelPath: `${fixtures}/gguf/tiny.gguf` })
    const farthest: number[] = []
    for (const [filePath, name] of adapters) {
      const lora = { adapters: [{ filePath, scale: 1 }] }
      const context = await model.createContext({ contextSize: 256, threads: 1, lora })
      const asked = ids.map((id) => [id, { generateNext: { probabilities: true } }])
      const outputs = await context.getSequence().controlledEvaluate(asked)
      const differences = ids.slice(1).map((id, at) => {
        const probability = outputs[at]?.next.probabilities?.get(id) ?? Number.NaN
        return Math.abs(Math.log(probability) - (expected[name]?.[at] ?? Number.NaN))
      })
      farthest.push(Math.max(...differences))
      await context.dispose()
    }
    return farthest
  } finally {
    await llama.dispose()
  }
}
