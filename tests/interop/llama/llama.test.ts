// `node tools/llama-decode.mjs` decodes 2,000 texts; here are some of them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { llamaPartner } from '#tools/llama-partner.mjs'
import { gbnfCases } from '../engine-cases.js'
import { decodeTexts, quiet } from './decode-texts.js'

describe('llama.cpp under the grammars that we print', () => {
  it('ends no text that its schema does not allow', async (test) => {
    const why = await llamaPartner().then(
      () => undefined,
      (error: unknown) => `node-llama-cpp cannot be installed: ${String(error)}`,
    )
    if (why !== undefined) return test.skip(why)
    const { finished, cutOff, malformed, invalid, seconds } = await decodeTexts({
      texts: 60,
      schemas: 12,
      seed: 7,
    })
    test.diagnostic(`${finished} finished, ${cutOff} cut off, ${seconds.toFixed(1)} s`)
    assert.deepEqual(invalid, [])
    assert.ok(finished - malformed >= 30)
    const short = await decodeTexts({ texts: 6, schemas: 3, seed: 7, maxTokens: 3 })
    assert.deepEqual([short.finished, short.cutOff], [0, 6])
  })

  it('reads the example grammars as we do', async (test) => {
    const partner = await llamaPartner().catch(() => undefined)
    if (partner === undefined) return test.skip('node-llama-cpp cannot be installed')
    const llama = await partner.getLlama(quiet)
    for (const { name, definition, texts, expected } of gbnfCases(6)) {
      const grammar = new partner.LlamaGrammar(llama, { grammar: definition })
      for (const [at, text] of texts.entries()) {
        assert.equal(
          grammar._testText?.(text),
          expected[at],
          `${name}: ${JSON.stringify(text)}\n${definition}`,
        )
      }
    }
    await llama.dispose()
  })
})
