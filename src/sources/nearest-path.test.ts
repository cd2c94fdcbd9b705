import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { nearestPath } from './nearest-path.js'

describe('nearestPath', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearest-'))
  mkdirSync(join(folder, 'data/2024'), { recursive: true })
  writeFileSync(join(folder, 'data/2024/cases.jsonl'), '')
  after(() => rmSync(folder, { recursive: true }))

  it('corrects a name, and each name of a path', () => {
    assert.equal(nearestPath('data/2024/case.jsonl', folder), 'data/2024/cases.jsonl')
    assert.equal(nearestPath('dat/2024/cases.json', folder), 'data/2024/cases.jsonl')
    assert.equal(nearestPath(join(folder, 'dta/2024'), '/'), join(folder, 'data/2024'))
  })

  it('finds nothing where no name is like it, or nothing is wrong', () => {
    assert.equal(nearestPath('data/2024/people.csv', folder), undefined)
    assert.equal(nearestPath('elsewhere/2024/cases.jsonl', folder), undefined)
    assert.equal(nearestPath('data/2024/cases.jsonl', folder), undefined)
    assert.equal(nearestPath('data/2024/cases.jsonl/x', folder), undefined)
    assert.equal(nearestPath('', folder), undefined)
  })
})
