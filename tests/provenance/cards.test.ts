import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { euSummary, modelCard } from '#loradex/provenance/index.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { factsIn, files, recipe } from './release-facts.js'

interface FrontMatter {
  readonly base_model: string
  readonly license: string
  readonly datasets: readonly string[]
  readonly tags: readonly string[]
  readonly 'model-index': readonly {
    readonly results: readonly { readonly metrics: readonly { readonly value: number }[] }[]
  }[]
}

describe('the model card', () => {
  it('begins with what the Hub reads', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const facts = await factsIn(folder)
      const card = modelCard(facts)
      const [, head = ''] = card.split('---\n')
      const front = parse(head) as FrontMatter
      assert.equal(front.base_model, 'HuggingFaceTB/SmolLM2-135M-Instruct')
      assert.equal(front.license, 'apache-2.0')
      assert.deepEqual(front.datasets, ['geo | faq'])
      const values = front['model-index'][0]?.results.map(({ metrics }) => metrics[0]?.value)
      assert.deepEqual(values, [0.03, 0.9])
      assert.match(card, /^# geo-qa 1\.2\.0$/mu)
      assert.match(card, /\| rank \| 8 \|/u)
    })
  })

  it('holds any text as text', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const facts = await factsIn(folder)
      const { adapter } = facts
      const adapter_id = 'x"\n---\nlicense: mit\n<img src=x>'
      const hostile = { ...adapter, license: '', metadata: { ...adapter.metadata, adapter_id } }
      const card = modelCard({ ...facts, adapter: hostile })
      const [, head = ''] = card.split(/^---$/mu)
      assert.equal((parse(head) as Partial<FrontMatter>).license, undefined)
      assert.doesNotMatch(card.slice(head.length), /[^\\]<img/u)
    })
  })
})

describe('the EU summary', () => {
  it('is a draft with what is known, and says what is not', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const text = euSummary(await factsIn(folder))
      assert.match(text, /Draft.*Not legal advice/su)
      assert.deepEqual(text.match(/^## .*$/gmu), [
        '## 1. General information',
        '## 2. List of data sources',
        '## 3. Data processing aspects',
      ])
      assert.match(text, /faq\.jsonl: 5 records/u)
      assert.match(text, /1 records were dropped as `duplicate`/u)
      assert.ok((text.match(/\[to be answered\]/gu) ?? []).length > 8)
    })
  })
})
