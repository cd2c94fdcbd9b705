import { resolve } from 'node:path'
import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { compileSchema, printGrammar, schemaToGrammar } from '#loradex/schema/index.js'
import { llamaPartner } from '#tools/llama-partner.mjs'
import { seededRandom } from '../../grammar/damage.js'
import { randomSchema } from './random-schemas.js'

export interface Decoded {
  readonly finished: number
  /** Texts that had not ended after the most tokens there may be. */
  readonly cutOff: number
  /** Finished with bytes that are no UTF-8: llama.cpp reads overlong forms as the character. */
  readonly malformed: number
  /** Finished, and yet not what the schema allows. */
  readonly invalid: readonly { readonly schema: string; readonly text: string }[]
  readonly seconds: number
}

interface DecodeOptions {
  readonly texts: number
  readonly schemas: number
  readonly seed: number
  /** Of one text; the vocabulary is bytes. @default 160 */
  readonly maxTokens?: number
}

/** One thread, and nothing fetched or built. */
export const quiet: object = {
  logLevel: 'error',
  skipDownload: true,
  build: 'never',
  gpu: false,
  maxThreads: 1,
}

/** Texts of a tiny model with random weights under the grammars of random schemas. */
export async function decodeTexts({
  texts,
  schemas,
  seed,
  maxTokens = 160,
}: DecodeOptions): Promise<Decoded> {
  const { getLlama, LlamaCompletion, LlamaGrammar } = await llamaPartner()
  const llama = await getLlama(quiet)
  const model = await llama.loadModel({ modelPath: resolve('tests/fixtures/gguf/tiny.gguf') })
  const context = await model.createContext({ contextSize: 256, threads: 1 })
  const sequence = context.getSequence()
  const completion = new LlamaCompletion({ contextSequence: sequence })
  const random = seededRandom(seed)
  const start = performance.now()
  const invalid: { schema: string; text: string }[] = []
  let [finished, cutOff, malformed] = [0, 0, 0]
  for (let index = 0; index < schemas; index += 1) {
    const schema = fromPlain(randomSchema(random))
    const { grammar, differences } = schemaToGrammar(schema, { isCompact: true })
    const wider = differences.find(({ effect }) => effect === 'wider')
    if (wider !== undefined) throw new Error(`not said exactly: ${wider.pointer} ${wider.problem}`)
    const definition = printGrammar(grammar, 'gbnf')
    const enforced = new LlamaGrammar(llama, { grammar: definition })
    const validator = compileSchema(schema)
    const count = Math.ceil(((index + 1) * texts) / schemas) - Math.ceil((index * texts) / schemas)
    for (let number = 0; number < count; number += 1) {
      await sequence.clearHistory()
      const { response, metadata } = await completion.generateCompletionWithMeta('Write JSON.', {
        grammar: enforced,
        maxTokens,
        temperature: 1,
        seed: Math.floor(random() * 2 ** 31),
      })
      if (metadata.stopReason === 'maxTokens') {
        cutOff += 1
        continue
      }
      finished += 1
      if (response.includes('\ufffd')) {
        malformed += 1
        continue
      }
      const value = parseJsonText(response)
      if (value === undefined || !validator.accepts(value)) {
        invalid.push({ schema: definition, text: response })
      }
    }
  }
  const seconds = (performance.now() - start) / 1000
  await llama.dispose()
  return { finished, cutOff, malformed, invalid, seconds }
}
