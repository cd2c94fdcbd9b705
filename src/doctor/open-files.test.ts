import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openFiles } from './open-files.js'
import { runCheck } from './run-check.js'

async function verdictOf(soft: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'limits-'))
  try {
    const path = join(folder, 'limits')
    writeFileSync(
      path,
      `Limit  Soft Limit  Hard Limit  Units\nMax open files  ${soft}  4096  files\n`,
    )
    return (await runCheck(openFiles(path))).verdict
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('openFiles', () => {
  it('fails below 64, warns below 256', async () => {
    const verdicts = []
    for (const limit of ['63', '64', '255', '256', 'unlimited'])
      verdicts.push(await verdictOf(limit))
    assert.deepEqual(verdicts, ['fail', 'warn', 'warn', 'ok', 'ok'])
  })

  it('does not fail where the limit cannot be told', async () => {
    assert.equal((await runCheck(openFiles('/nowhere/limits'))).verdict, 'ok')
  })
})
