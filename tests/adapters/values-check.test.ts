import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CheckResult } from '#loradex/adapters/checks/check-adapter.js'
import { judge, loadAdapter, writeTensors, type LoadedTensor } from './adapter-in-memory.js'

const plain = loadAdapter('tests/fixtures/peft-adapters-trained/plain')
const config = JSON.stringify(plain.config)

/** The result of the check, where the tensors are of another dtype. */
async function valuesOf(change: (tensor: LoadedTensor, index: number) => LoadedTensor) {
  const { checks } = await judge({ config, weights: writeTensors(plain.tensors.map(change)) })
  const found = checks.find(({ check }) => check === 'values')
  assert.ok(found)
  return found
}

/** Bytes of 1.0, and one other. */
function inBytes(dtype: string, one: number, other: number) {
  return (tensor: LoadedTensor, index: number): LoadedTensor => {
    const bytes = new Uint8Array(tensor.bytes.length / 4).fill(one)
    if (index === 1) bytes[5] = other
    return { ...tensor, dtype, bytes }
  }
}

function inHalves(tensor: LoadedTensor): LoadedTensor {
  return { ...tensor, dtype: 'F4', bytes: tensor.bytes.subarray(0, tensor.bytes.length / 8) }
}

function wheres({ findings }: CheckResult): readonly string[] {
  return findings.map(({ where }) => where)
}

describe('the check of values', () => {
  for (const [dtype, one, nan] of [
    ['F8_E4M3', 0x38, 0x7f],
    ['F8_E5M2', 0x3c, 0xfc],
    ['F8_E4M3FNUZ', 0x40, 0x80],
  ] as const) {
    it(`reads ${dtype}`, async () => {
      const found = await valuesOf(inBytes(dtype, one, nan))
      assert.equal(found.verdict, 'failed')
      assert.deepEqual(wheres(found), [plain.tensors[1]?.name])
      assert.equal((await valuesOf(inBytes(dtype, one, one))).verdict, 'passed')
    })
  }

  it('is skipped where it reads nothing, and warns of what it does not read', async () => {
    const { verdict, reason } = await valuesOf(inHalves)
    assert.deepEqual([verdict, reason], ['skipped', 'values of F4 are not read'])
    const mixed = await valuesOf((tensor, index) => (index === 0 ? inHalves(tensor) : tensor))
    assert.equal(mixed.verdict, 'warned')
    assert.deepEqual(wheres(mixed), [plain.tensors[0]?.name])
  })
})
