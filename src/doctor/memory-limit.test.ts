import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { memoryLimit } from './memory-limit.js'

function limitWith(files: Readonly<Record<string, string>>): number | undefined {
  const root = mkdtempSync(join(tmpdir(), 'control-groups-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return memoryLimit(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

describe('memoryLimit', () => {
  it('is that of the group, version 2', () => {
    const limit = limitWith({
      'proc/self/cgroup': '0::/user/me\n',
      'sys/fs/cgroup/user/me/memory.max': '536870912\n',
    })
    assert.equal(limit, 536_870_912)
  })

  it('is the least of the group and those above it', () => {
    const limit = limitWith({
      'proc/self/cgroup': '0::/user/me\n',
      'sys/fs/cgroup/user/me/memory.max': 'max\n',
      'sys/fs/cgroup/user/memory.max': '1000000\n',
      'sys/fs/cgroup/memory.max': '2000000\n',
    })
    assert.equal(limit, 1_000_000)
  })

  it('is that of a container, which sees its group at the top', () => {
    const limit = limitWith({
      'proc/self/cgroup': '4:memory:/docker/abc\n0::/\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '268435456\n',
    })
    assert.equal(limit, 268_435_456)
  })

  it('is none where there are no groups, or where they say so', () => {
    const unlimited = {
      'proc/self/cgroup': '4:memory:/\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
    }
    assert.deepEqual([limitWith({}), limitWith(unlimited)], [undefined, undefined])
  })
})
