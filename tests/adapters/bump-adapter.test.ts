import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bump, first, schema, sha, type Made } from './made-release.js'

const other = { 'loradex:digests': { adapter: { tensors: sha('9'), weights: sha('8') } } }
const withSchema = (change: object): Made => ({ schema: { ...schema, ...change } })

/** What differs from the first release, the level, and the rule that says so. */
const steps: Readonly<Record<string, readonly [change: Made, level: string, rule: string]>> = {
  'another base model': [{ metadata: { base_model: { name: 'llama' } } }, 'major', 'V1'],
  'another version of the base': [{ metadata: { base_model: { version: 'v2' } } }, 'major', 'V1'],
  'other base weights under one name': [
    { metadata: { 'loradex:digests': { base_model: { weights: sha('7') } } } },
    'major',
    'V1',
  ],
  'another tokenizer': [
    { metadata: { 'loradex:digests': { base_model: { tokenizer: sha('7') } } } },
    'major',
    'V1',
  ],
  'another label': [
    withSchema({ properties: { label: { enum: ['ham', 'spam', 'scam'] } } }),
    'major',
    'V2',
  ],
  'a label that is gone': [withSchema({ properties: { label: { enum: ['ham'] } } }), 'major', 'V2'],
  'a member that is gone': [
    withSchema({ properties: { label: schema.properties.label } }),
    'major',
    'V2',
  ],
  'a member that may be missing': [withSchema({ required: [] }), 'major', 'V2'],
  'a type besides': [
    withSchema({
      properties: { ...schema.properties, score: { type: ['number', 'null'] } },
    }),
    'major',
    'V2',
  ],
  'another pattern': [{ metadata: { 'loradex:decoding': { regex: 'b+' } } }, 'major', 'V2'],
  'another template': [
    { metadata: { 'loradex:digests': { base_model: { chat_template: sha('7') } } } },
    'major',
    'V3',
  ],
  'another task': [{ metadata: { task: { type: 'summarization' } } }, 'major', 'V4'],
  'another language': [{ metadata: { task: { language: 'en' } } }, 'major', 'V4'],
  'another method': [{ peft: { peft_type: 'VERA' } }, 'major', 'V4'],
  'DoRA, which vLLM refuses': [{ peft: { use_dora: true } }, 'major', 'V5'],
  'another rank, for the same engines': [{ peft: { lora_alpha: 32 } }, 'minor', 'V5'],
  'other data': [
    { metadata: { 'loradex:digests': { data: { manifest: sha('2') } } } },
    'minor',
    'V6',
  ],
  'more samples': [{ metadata: { training: { num_samples: 200 } } }, 'minor', 'V6'],
  'another learning rate': [{ metadata: { training: { learning_rate: 1e-4 } } }, 'minor', 'V6'],
  'another domain': [{ metadata: { task: { domain: 'law' } } }, 'minor', 'V7'],
  'an evaluation on more data': [
    {
      metadata: {
        'loradex:evaluation': [
          ...first['loradex:evaluation'],
          { metric: 'accuracy', value: 0.8, dataset: { name: 'letters' } },
        ],
      },
    },
    'minor',
    'V7',
  ],
  'a narrower number': [
    withSchema({
      properties: { ...schema.properties, score: { type: 'integer' } },
    }),
    'minor',
    'V7',
  ],
  'other words': [{ metadata: { custom: { note: 'x' } } }, 'patch', 'V8'],
  'a rerun with the same metrics': [{ metadata: other }, 'patch', 'V9'],
  'a rerun with better metrics': [
    {
      metadata: {
        ...other,
        'loradex:evaluation': [
          { metric: 'accuracy', value: 0.95, dataset: { name: 'mails', split: 'test' } },
        ],
      },
    },
    'minor',
    'V9',
  ],
  'a rerun that nobody measured': [
    { metadata: { ...other, 'loradex:evaluation': [] } },
    'minor',
    'V9',
  ],
}

describe('bumpAdapter', () => {
  for (const [name, [change, level, rule]] of Object.entries(steps)) {
    it(`wants ${level} for ${name}`, () => {
      const isOfSchema = change.schema !== undefined
      const before: Made = isOfSchema
        ? { schema }
        : 'loradex:decoding' in (change.metadata ?? {})
          ? { metadata: { 'loradex:decoding': { regex: 'a+' } } }
          : {}
      const found = bump(change, before)
      assert.equal(found.level, level, JSON.stringify(found.reasons))
      assert.equal(found.reasons[0]?.rule, rule, JSON.stringify(found.reasons))
      const required = { major: '2.0.0', minor: '1.1.0', patch: '1.0.1' }[level]
      assert.equal(found.required, required)
      const isTooSmall = found.objections.some(({ expected }) => expected.includes('step'))
      assert.equal(isTooSmall, level !== 'patch')
    })
  }

  it('does not object to a release that says all it has to', () => {
    const found = bump({ metadata: { custom: { note: 'x' } } })
    assert.deepEqual(found.objections, [])
  })

  it('takes digests that only one of them has for nothing', () => {
    const found = bump({}, { metadata: { 'loradex:digests': { base_model: {} } } })
    assert.ok(found.reasons.every(({ rule }) => rule !== 'V1'))
  })

  const objected: Readonly<Record<string, readonly [change: object, rule: string, seen: RegExp]>> =
    {
      'a metric that became worse': [
        {
          'loradex:evaluation': [
            { metric: 'accuracy', value: 0.8, dataset: { name: 'mails', split: 'test' } },
          ],
        },
        'V10',
        /^0\.8$/u,
      ],
      'a loss that rose': [
        {
          'loradex:evaluation': [
            { metric: 'eval_loss', value: 0.6, dataset: { name: 'mails', split: 'test' } },
          ],
        },
        'V10',
        /^0\.6$/u,
      ],
      'no parent': [{ provenance: { parent_adapter_id: '' } }, 'V11', /^none$/u],
      'another parent': [{ provenance: { parent_adapter_id: 'qa@0.9.0' } }, 'V11', /^qa@0\.9\.0$/u],
      'itself as parent': [{ provenance: { parent_adapter_id: 'qa@1.0.1' } }, 'V11', /itself/u],
      'the same version': [{ adapter_version: '1.0.0' }, 'V11', /^1\.0\.0$/u],
      'an earlier version': [{ adapter_version: '0.9.0' }, 'V11', /^0\.9\.0$/u],
      'a version that is none': [{ adapter_version: '1.1' }, 'V11', /"1\.1"/u],
      'no word of what changed': [{ 'loradex:changelog': [] }, 'V12', /^none$/u],
      'a changelog of another version': [
        { 'loradex:changelog': [{ version: '1.0.0', changes: ['x'] }] },
        'V12',
        /^none$/u,
      ],
      'another build of one version': [
        { adapter_version: '1.0.0+2' },
        'V13',
        /build metadata only/u,
      ],
    }
  for (const [name, [change, rule, seen]] of Object.entries(objected)) {
    it(`objects to ${name}`, () => {
      const { objections } = bump({ metadata: change })
      const found = objections.find((each) => each.rule === rule && seen.test(each.seen))
      assert.ok(found, JSON.stringify(objections))
    })
  }

  it('objects to a cycle of parents', () => {
    const before = { metadata: { provenance: { parent_adapter_id: 'qa@1.0.1' } } }
    assert.ok(bump({}, before).objections.some(({ seen }) => seen === 'a cycle'))
  })

  it('lets a pre-release be worse, and counts it as on its way', () => {
    const worse = [{ metric: 'accuracy', value: 0.1, dataset: { name: 'mails', split: 'test' } }]
    const { objections } = bump({
      metadata: { adapter_version: '2.0.0-rc.1', 'loradex:evaluation': worse },
    })
    assert.deepEqual(
      objections.map(({ rule }) => rule),
      ['V12'],
    )
  })

  it('reads a parent as older documents write it, and their changelog', () => {
    const metadata = {
      adapter_version: '2.0.0',
      base_model: { name: 'mistral-v0.2' },
      provenance: { parent_adapter_id: 'qa-v1.0.0' },
      custom: { changelog: 'new base' },
      'loradex:changelog': [],
    }
    const found = bump({ metadata })
    assert.equal(found.level, 'major')
    assert.deepEqual(found.objections, [])
  })
})
