import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { bytesIn, startTreeHash } from './tree-hash.js'

const MIB = 1024 * 1024

function sha256(...pieces: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}

/** Level by level, as the definition has it. */
function byLevels(bytes: Uint8Array): string {
  let level: Buffer[] = [sha256(bytes.subarray(0, MIB))]
  for (let at = MIB; at < bytes.length; at += MIB) level.push(sha256(bytes.subarray(at, at + MIB)))
  while (level.length > 1) {
    level = level.flatMap((left, index) => {
      if (index % 2 === 1) return []
      const right = level[index + 1]
      return [right ? sha256(left, right) : left]
    })
  }
  return level.map((root) => root.toString('hex')).join()
}

function treeHash(bytes: Uint8Array): string {
  const tree = startTreeHash()
  tree.update(bytes)
  return tree.hex()
}

describe('startTreeHash', () => {
  it('comes to what `calculate_tree_hash` of botocore says of the same bytes', () => {
    const known: readonly [number, string][] = [
      [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
      [MIB, '9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360'],
      [2 * MIB, '560c2c9333c719cb00cfdffee3ba293db17f58743cdd1f7e4055373ae6300afa'],
      [3.5 * MIB, 'daede4eb580f914dacd5e0bdf7015c937fd615c1e6c6552d25cb04a8b7219828'],
      [7 * MIB + 1, '836b6b7f501bf8ea8b9dacc72fad2bb26d2de4ca062723f991eaf5ab16982840'],
    ]
    for (const [length, hex] of known) assert.equal(treeHash(Buffer.alloc(length, 'a')), hex)
  })

  it('is what the definition says, of any number of leaves', () => {
    const bytes = randomBytes(9 * MIB + 1)
    for (let length = 0; length <= bytes.length; length += MIB) {
      for (const some of [length, length + 1]) {
        assert.equal(treeHash(bytes.subarray(0, some)), byLevels(bytes.subarray(0, some)))
      }
    }
  })

  it('does not depend on how the bytes come, nor on who goes on with them', () => {
    const bytes = randomBytes(6 * MIB + 77)
    for (const step of [100_000, MIB - 1, MIB, 2 * MIB + 3]) {
      let tree = startTreeHash()
      for (let at = 0; at < bytes.length;) {
        tree.update(bytes.subarray(at, at + step))
        at = Math.min(at + step, bytes.length)
        const state = tree.state()
        assert.equal(bytesIn(state), at - (at % MIB))
        tree = startTreeHash(state)
        tree.update(bytes.subarray(bytesIn(state), at))
      }
      assert.equal(tree.hex(), byLevels(bytes))
    }
  })

  it('stays small: a root for each size of tree', () => {
    const tree = startTreeHash()
    const leaf = Buffer.alloc(MIB)
    for (let leaves = 1; leaves <= 40; leaves += 1) {
      tree.update(leaf)
      assert.equal(tree.state().roots.length, leaves.toString(2).replaceAll('0', '').length)
    }
  })
})
