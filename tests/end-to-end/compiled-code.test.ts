import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder, jsonLines } from './in-folder.js'
import { readExport } from './read-export.js'
import { startLoradex } from './run-loradex.js'

const records = Array.from({ length: 20 }, (_, n) => ({
  question: `q${n}`,
  answer: `a long answer ${n}`,
}))
const content = {
  recipe: { source: { type: 'jsonl', path: 'in.jsonl' }, output: { path: 'out' } },
  files: { 'in.jsonl': jsonLines(records) },
}

describe('code of the command line', () => {
  it('is kept as it was compiled by the first whole export, and read by those after it, unless it is damaged', () =>
    inFolder(content, async (folder) => {
      const cache = join(folder, 'cache')
      const env = { XDG_CACHE_HOME: cache, NODE_V8_COVERAGE: '', NODE_DISABLE_COMPILE_CACHE: '' }
      const samples = new Set<string>()
      for (const [word = '', expected] of [
        ['--help', 0],
        ['--dry-run', 0],
        ['--nonsense', 2],
      ] as const) {
        const { exitCode } = await startLoradex(['export', word], { cwd: folder, env }).ended
        assert.equal(exitCode, expected, word)
        assert.equal(existsSync(cache), false, word)
      }
      async function exportAgain(): Promise<{ path: string; inode: number }> {
        // To compress, it imports a package.
        const argv = ['export', '--force', '--quiet', '--set', 'output.compression=zstd']
        const { exitCode, stderr } = await startLoradex(argv, { cwd: folder, env }).ended
        assert.deepEqual([exitCode, stderr], [0, ''])
        samples.add((await readExport(join(folder, 'out'))).allLines.join('\n'))
        const kept = readdirSync(join(cache, 'loradex'))
        assert.equal(kept.length, 1, String(kept))
        const path = join(cache, 'loradex', kept[0] ?? '')
        return { path, inode: statSync(path).ino }
      }

      const first = await exportAgain()
      assert.ok(statSync(first.path).size > 100_000)
      assert.deepEqual(await exportAgain(), first)

      const damaged = readFileSync(first.path)
      damaged.fill(0x5a, damaged.length / 2)
      writeFileSync(first.path, damaged)
      const repaired = await exportAgain()
      assert.equal(repaired.path, first.path)
      assert.notEqual(repaired.inode, first.inode)
      assert.notDeepEqual(readFileSync(repaired.path), damaged)
      assert.equal(samples.size, 1)
    }))

  it('that is missing is named', () =>
    inFolder({ recipe: {} }, (folder) => {
      cpSync('package.json', join(folder, 'package.json'))
      const bundle = join(folder, 'dist/bundle')
      cpSync('dist/bundle', bundle, { recursive: true })
      rmSync(join(bundle, 'export-program.cjs'))
      const run = spawnSync(process.execPath, [join(bundle, 'main.cjs'), 'export'])
      assert.equal(run.status, 1)
      assert.match(String(run.stderr), /^error: loradex cannot start; .*\n.*export-program\.cjs/u)
      return Promise.resolve()
    }))

  it('is not blamed for a current folder that was removed', () =>
    inFolder({ recipe: {} }, (folder) => {
      const script = `cd "$1" && rmdir "$1" && exec "$2" "$3" export`
      const gone = join(folder, 'gone')
      mkdirSync(gone)
      const args = ['-c', script, 'sh', gone, process.execPath, resolve('dist/bundle/main.cjs')]
      const run = spawnSync('sh', args)
      assert.equal(run.status, 2)
      assert.equal(
        String(run.stderr),
        'error source.no-match: current folder: expected a folder, saw nothing of that name\nhint: Change to a folder that is there.\n',
      )
      return Promise.resolve()
    }))
})
