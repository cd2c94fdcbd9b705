import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { array, assert as check, nat, property } from 'fast-check'
import { layOutFlow, type Flow, type FlowBand } from './flow-layout.js'

const flow: Flow = {
  total: 150,
  steps: [
    { label: 'reading', leaves: [{ label: 'invalid-json', count: 30 }] },
    { label: 'schema', leaves: [] },
    {
      label: 'quality',
      leaves: [
        { label: 'text-too-short', count: 20 },
        { label: 'empty-output', count: 1 },
      ],
    },
  ],
  arrives: [
    { label: 'train', count: 90 },
    { label: 'test', count: 9 },
  ],
}

describe('the layout of a flow', () => {
  const { bands, stream, top, height } = layOutFlow(flow)

  it('lets the stream lose what leaves, to scale', () => {
    assert.deepEqual(
      stream.map(({ thick }) => thick),
      [150, 120, 99],
    )
  })

  it('passes steps where nothing leaves', () => {
    assert.equal(stream.length, 3)
  })

  it('ends with what arrives, then what left last, each below the one before', () => {
    assert.deepEqual(
      bands.map(({ label }) => label),
      ['train', 'test', 'text-too-short', 'empty-output', 'invalid-json'],
    )
    assert.deepEqual(
      bands.map(({ step }) => step),
      [undefined, undefined, 'quality', 'quality', 'reading'],
    )
  })

  it('lets each band begin at the lower edge of the stream', () => {
    const [train, test, short, empty, invalid] = bands
    assert.deepEqual([train?.y, test?.y], [top, top + 90])
    assert.deepEqual([short?.y, empty?.y], [top + 99, top + 119])
    assert.equal(invalid?.y, top + 120)
  })

  it('draws what is thinner than a pixel one pixel wide', () => {
    const { bands: thin } = layOutFlow({ ...flow, total: 1_000_000 })
    assert.ok(thin.every(({ thick }) => thick === 1))
  })

  it('keeps bands and labels apart, within its height, for any counts', () => {
    check(
      property(array(nat(1000), { maxLength: 21 }), nat(1000), (counts, kept) => {
        const total = counts.reduce((sum, count) => sum + count, kept)
        const steps = counts.map((count, index) => ({
          label: `step ${index}`,
          leaves: count === 0 ? [] : [{ label: `reason ${index}`, count }],
        }))
        const layout = layOutFlow({ total, steps, arrives: [{ label: 'train', count: kept }] })
        layout.bands.reduce((above: FlowBand | undefined, band) => {
          if (above) {
            assert.ok(band.labelY - above.labelY >= 20)
            assert.ok(band.toY >= above.toY + above.thick)
            assert.ok(band.y >= above.y || above.step === undefined)
          }
          assert.ok(band.toY + band.thick <= layout.height)
          return band
        }, undefined)
      }),
    )
    assert.ok(height >= top + 150)
  })
})
