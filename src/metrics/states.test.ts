import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MeasuredSample } from '../records/measured-sample.js'
import {
  columnTypes,
  distinctNgrams,
  diversity,
  lengthDistribution,
  lengthSummary,
  schemaCompliance,
  type Metric,
} from './index.js'

const message = "Field 'output' too short (min 20 chars)"

const samples: readonly MeasuredSample[] = [
  {
    content: new Map([['output', 'Dogs bark, dogs bite.']]),
    metadata: new Map([['n', 1]]),
    produced: 'Dogs bark, dogs bite.',
    length: 21,
    schemaErrors: [],
    part: 0,
    index: 3,
  },
  {
    content: new Map([['output', 'Short']]),
    metadata: new Map([['n', null]]),
    produced: 'Short',
    length: 5,
    schemaErrors: [
      {
        keyword: 'minLength',
        schemaPointer: '/properties/output/minLength',
        instancePointer: '/output',
        message,
      },
    ],
    part: 1,
    index: 0,
  },
]

function stateOf<State>(metric: Metric<State>): string {
  const state = metric.empty()
  for (const sample of samples) metric.add(state, sample)
  const text = metric.encode(state)
  assert.equal(metric.encode(metric.decode(text)), text)
  return text
}

/** `docs/metrics.md` tells of them: whoever has kept a state must be able to read it later. */
describe('the state of a metric, byte for byte', () => {
  it('length_distribution', () => {
    assert.equal(stateOf(lengthDistribution()), '{"0":2}')
  })

  it('length_summary', () => {
    assert.equal(stateOf(lengthSummary()), '[2,26,26,5,21]')
    assert.equal(lengthSummary().encode(lengthSummary().empty()), '[0,0,0,null,0]')
  })

  it('schema_validation', () => {
    assert.equal(
      stateOf(schemaCompliance()),
      `[2,1,[[1,0,0,"${message}"]],{"minLength /properties/output/minLength":[1,1,0,0,"/output","${message}"]}]`,
    )
  })

  it('columns', () => {
    assert.equal(stateOf(columnTypes()), '{"metadata":{"struct":{"n":"int64"}},"output":"string"}')
  })

  it('diversity', () => {
    assert.equal(
      stateOf(diversity()),
      '[[3904307073260419,"Short"],[8858280358277219,"Dogs bark, dogs bite."]]',
    )
  })

  it('distinct_ngrams', () => {
    const parts = /^\[5,3,2,"(?<registers>[\w+/]+)"\]$/u.exec(stateOf(distinctNgrams()))
    const registers = Buffer.from(parts?.groups?.['registers'] ?? '', 'base64')
    assert.equal(registers.length, 3 * 16_384)
    const raised = [0, 1, 2].map((order) =>
      Array.from(registers.subarray(order * 16_384, (order + 1) * 16_384).entries()).filter(
        ([, rank]) => rank > 0,
      ),
    )
    assert.deepEqual(raised, [
      [
        [1057, 2],
        [1632, 3],
        [9276, 1],
        [9462, 1],
        [14_437, 3],
      ],
      [
        [1823, 1],
        [8872, 1],
        [15_102, 2],
      ],
      [
        [5623, 4],
        [5735, 1],
      ],
    ])
  })
})
