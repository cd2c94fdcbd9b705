// `node tools/llama-decode.mjs` decodes 2,000 texts; here are some of them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { llamaPartner } from '#tools/llama-partner.mjs'
import { decodeTexts } from './decode-texts.js'

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
  })
})
