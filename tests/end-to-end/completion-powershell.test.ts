import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder } from './in-folder.js'

const isThere = spawnSync('pwsh', ['-NoProfile', '-Command', 'exit 0']).status === 0
const skip = isThere ? false : 'pwsh is not installed, and no package of the system has it'
const recipe = { source: { type: 'jsonl', path: 'in.jsonl' } }
const files = { 'in.jsonl': '{"frage":"q","mit leer":1}' }

/** What PowerShell offers for a command line whose cursor is at its end. */
async function offered(line: string): Promise<readonly string[]> {
  return inFolder({ files, recipe }, async (cwd) => {
    await mkdir(join(cwd, 'bin'))
    const shim = join(cwd, 'bin', 'loradex')
    await writeFile(
      shim,
      `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/bundle/main.cjs')}' "$@"\n`,
    )
    await chmod(shim, 0o755)
    const script = [
      'loradex completion powershell | Out-String | Invoke-Expression',
      `$line = '${line.replaceAll("'", "''")}'`,
      '$found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)',
      '$found.CompletionMatches | ForEach-Object { $_.CompletionText }',
    ]
    const { stdout, stderr } = spawnSync('pwsh', ['-NoProfile', '-Command', script.join('\n')], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(cwd, 'bin')}:${process.env['PATH']}` },
    })
    assert.equal(stderr, '')
    return stdout.trimEnd().split('\n')
  })
}

describe('completion in PowerShell', { skip }, () => {
  it('offers commands, also after a space', async () => {
    assert.deepEqual(await offered('loradex exp'), ['export'])
    assert.deepEqual(await offered('loradex metadata '), ['show', 'set', 'check'])
  })

  it('offers options and values of the recipe, in quotes where they need them', async () => {
    assert.deepEqual(await offered('loradex export --wor'), ['--workers'])
    assert.deepEqual(await offered('loradex export --set dedup.normalize=fo'), [
      'dedup.normalize=fold',
    ])
    assert.deepEqual(await offered('loradex export --set split.key=mit'), ["'split.key=mit leer'"])
  })
})
