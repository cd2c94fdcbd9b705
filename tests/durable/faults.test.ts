import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { inFolder } from '../end-to-end/in-folder.js'
import { good, plainRecipe } from '../end-to-end/bad-input-case.js'
import { digestsOf, readExport } from '../end-to-end/read-export.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { CALLS, countCalls, FATES, whyNoStrace, withFault } from './fault-calls.js'
import { shortCalls } from './short-calls.js'
import { exportOnce, inKillFolder, oftenWritten, undisturbed, type Job } from './killed-export.js'

const job: Job = { compression: 'none', workers: 1, replaces: false }

/** Which of its calls fails; an export makes more of each. */
const FIRST = 3

describe('an export in which a system call fails', () => {
  const why = whyNoStrace()
  it('comes to the same end when it is gone on with', { skip: why ?? false }, () =>
    inKillFolder(job.compression, async (folder) => {
      const faulty = { folder, job, ...(await undisturbed(folder, job)) }
      assert.ok((await countCalls(faulty, 'mkdir')) > FIRST)
      for (const [index, call] of CALLS.entries()) {
        const fate = FATES[index % FATES.length] ?? 'error=EIO'
        const when = String(FIRST + (index % 2))
        const outcome = await withFault(faulty, { call, fate, when })
        assert.deepEqual(outcome, { isInjected: true, wrong: undefined }, `${call} ${fate}`)
      }
    }),
  )
})

describe('an export whose reads and writes do half of what they are asked for', () => {
  const { library = '', why, remove } = shortCalls()
  after(remove)
  it('is the same, also where it goes on', { skip: why ?? false }, () =>
    inKillFolder(job.compression, async (folder) => {
      const { args, digests } = await undisturbed(folder, job)
      const halved = { LD_PRELOAD: library }
      const { exitCode, stderr } = await exportOnce(folder, args, halved)
      assert.equal(exitCode, 0, stderr)
      assert.deepEqual(await digestsOf(join(folder, 'out')), digests)
      await rm(join(folder, 'out'), { recursive: true })

      // Less than the checkpoints come to.
      const limit = ['-c', 'ulimit -f 160 && exec "$@"', 'sh', process.execPath]
      const ended = spawnSync('sh', [...limit, resolve('dist/bundle/main.cjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...oftenWritten, ...halved },
      })
      assert.equal(ended.status, 7, ended.stderr)
      const resumed = await exportOnce(folder, args, halved)
      assert.match(resumed.stderr, /resumed after [1-9]\d* records/u)
      assert.deepEqual(await digestsOf(join(folder, 'out')), digests)
    }),
  )
})

function whyNoMount(): string | false {
  const options = { stdio: 'ignore' } as const
  const { status } = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true'], options)
  return status === 0 ? false : 'a disk of 1 MiB cannot be mounted here'
}

/** Of 1.5 MB, which the disk of 1 MiB does not hold, nor two thirds of it. */
const files = Object.fromEntries(
  Array.from({ length: 15 }, (_, file) => [
    `in/${String(file).padStart(2, '0')}.jsonl`,
    Array.from(
      { length: 100 },
      (_row, row) => `${good(`${file} ${row} ${'x'.repeat(950)}`)}\n`,
    ).join(''),
  ]),
)
const recipe = { ...plainRecipe, source: { type: 'jsonl', path: 'in/*.jsonl' } }

describe('an export to a disk that is full', () => {
  it('keeps what it has, and is gone on with when there is room', { skip: whyNoMount() }, () =>
    inFolder({ files, recipe }, async (folder) => {
      await mkdir(join(folder, 'full'))
      const main = resolve('dist/bundle/main.cjs')
      // One mount for both runs: it is gone with the shell that made it.
      const script = [
        'mount -t tmpfs -o size=1m tmpfs full',
        'node "$0" export --out full/out',
        'echo "ended with $?"',
        'mount -o remount,size=8m full',
        'node "$0" export --out full/out --resume',
        'echo "ended with $?"',
        'cp -r full/out out',
        'ls -A full',
      ].join('\n')
      const { stdout, stderr } = spawnSync(
        'unshare',
        ['--user', '--map-root-user', '--mount', 'sh', '-c', script, main],
        { cwd: folder, encoding: 'utf8', env: { ...process.env, ...oftenWritten } },
      )
      assert.match(
        stderr,
        /error export\.disk-full: .*\nhint: .*\nhint: go on after \d+ records with: /u,
      )
      assert.match(stderr, /resumed after \d+ records/u)
      assert.match(stdout, /ended with 7\n(?:.*\n)*ended with 0\nout\n$/u)
      const whole = await runLoradex(['export', '--out', 'whole'], { cwd: folder })
      assert.equal(whole.exitCode, 0, whole.stderr)
      assert.deepEqual(await digestsOf(join(folder, 'out')), await digestsOf(join(folder, 'whole')))
    }),
  )

  it('leaves no export when a file may grow no more', () =>
    inFolder({ files, recipe }, async (folder) => {
      const main = resolve('dist/bundle/main.cjs')
      const limited = ['-c', 'ulimit -f 500 && exec "$@"', 'sh', process.execPath, main]
      const run = (args: readonly string[]) =>
        spawnSync('sh', [...limited, 'export', '--out', 'out', ...args], {
          cwd: folder,
          encoding: 'utf8',
          env: { ...process.env, ...oftenWritten },
        })
      const { status, stderr } = run([])
      assert.equal(status, 7, stderr)
      assert.ok(!(await readdir(folder)).includes('out'))
      const resumed = await runLoradex(['export', '--out', 'out', '--resume'], { cwd: folder })
      assert.equal(resumed.exitCode, 0, resumed.stderr)
      assert.equal((await readExport(join(folder, 'out'))).allLines.length, 1500)
    }))
})
