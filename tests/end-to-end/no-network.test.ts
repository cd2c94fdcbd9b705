import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { commands } from '#loradex/cli/commands.js'
import { prepareRelease } from '../signing/prepare-release.js'
import { exportIn, inFolder, jsonLines } from './in-folder.js'

const program = resolve('dist/bundle/main.cjs')
const denial = resolve('dist/tests/end-to-end/deny-network.js')

const records = Array.from({ length: 200 }, (_, n) => ({
  question: `q${n}`,
  answer: `a long answer ${n}`,
}))
const files = {
  'in.jsonl': jsonLines(records),
  'schema.json': '{"type":"object"}',
  'adapter_metadata.json': '{"adapter_id":"x"}',
  'answers.jsonl': '{"output":"a","expected":"a"}\n',
}
const plain = resolve('tests/fixtures/peft-adapters-trained/plain')
const recipe = { source: { type: 'jsonl', path: 'in.jsonl' }, output: { compression: 'zstd' } }
const duckdb = ['--set', 'source={type: duckdb, sql: "select * from \'in.jsonl\'"}']

/** Those that ask a server by their nature. */
const ofServers = ['pull']

/** A call of every other command. */
const calls: readonly (readonly [command: string, args: readonly string[]])[] = [
  ['init', ['in.jsonl', '--out', 'other.yaml']],
  ['init', ['--query', "select * from 'in.jsonl'", '--force']],
  ['export', []],
  ['export', ['--dry-run']],
  ['export', ['--append', '--out', 'grown']],
  ['plan', []],
  ['export', duckdb],
  ['report', ['earlier']],
  ['explore', ['earlier']],
  ['validate', ['in.jsonl', '--schema', 'schema.json']],
  ['metadata show', []],
  ['metadata set', ['adapter_metadata.json', 'adapter_id=y']],
  ['metadata check', []],
  ['metadata build', [plain, '--set', 'adapter_id=x', '--dry-run']],
  ['request', ['--engine', 'sglang', '--regex', '[A-D]']],
  ['adapter inspect', [plain]],
  ['adapter check', [plain, '--engine', 'vllm']],
  ['adapter plain', [plain, '--out', 'plain']],
  ['adapter bump', ['signed', 'signed']],
  ['evaluate', ['answers.jsonl']],
  ['release', ['signed', '--version', '1.3.0', '--dry-run']],
  ['document', ['earlier']],
  ['sign', ['signed', '--key', 'release.key']],
  ['verify', ['signed', '--key', 'release.key.pub']],
  ['keys generate', ['new.key']],
  ['keys show', ['release.key.pub']],
  ['keys fingerprint', ['release.key.pub']],
  ['lineage show', ['signed', '--export', 'earlier']],
  ['lineage graph', ['signed', '--export', 'earlier', '--out', 'lineage.svg']],
  ['lineage add', ['signed', '--export', 'earlier']],
  ['lineage find', ['{}']],
  ['publish', ['signed', '--to', 'dir', '--out', 'registry']],
  ['schema infer', ['in.jsonl']],
  ['doctor', ['loradex.yaml']],
  ['config show', []],
  ['schema', ['recipe']],
  ['completion', ['bash', '--', 'export', '--set', ':split.key=']],
  ['help', ['export']],
]

interface Ran {
  readonly exitCode: number | null
  readonly stderr: string
}

async function run(
  command: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  const [file = '', ...args] = command
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, HOME: cwd, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const closed = new Promise<number | null>((done) => child.once('close', done))
  return { stderr: await text(child.stderr), exitCode: await closed }
}

function argvOf([command, args]: (typeof calls)[number]): readonly string[] {
  return [...command.split(' '), ...args]
}

function isThere(program_: string, ...args: readonly string[]): boolean {
  return spawnSync(program_, args).status === 0
}

const noStrace = isThere('strace', '-f', 'true') ? false : 'strace cannot be used here'
const noNamespace = isThere('unshare', '-n', 'true') ? false : 'no network namespace can be made'

describe('without a network', () => {
  it('every command is tried', () => {
    const tried = new Set(calls.map(([command]) => command))
    assert.deepEqual(
      commands
        .map(({ name }) => name)
        .filter((name) => !tried.has(name) && !ofServers.includes(name)),
      [],
    )
  })

  for (const call of calls) {
    const argv = argvOf(call)

    it(`${argv.join(' ')} opens no connection and looks up no name`, async () => {
      await inPreparedFolder(call, async (cwd) => {
        const log = join(cwd, 'denied')
        const command = [process.execPath, '--import', denial, program, ...argv]
        const { exitCode, stderr } = await run([...untilEnded(call), ...command], {
          cwd,
          env: { DENIED_LOG: log },
        })
        assert.equal(existsSync(log) ? readFileSync(log, 'utf8') : '', '')
        assert.ok([0, 3, ENDED].includes(exitCode ?? -1), stderr)
      })
    })

    it(`${argv.join(' ')} makes no system call for it`, { skip: noStrace }, async () => {
      await inPreparedFolder(call, async (cwd) => {
        const traced = await systemCalls(argv, { cwd, before: untilEnded(call) })
        assert.doesNotMatch(traced, /AF_INET/u)
      })
    })
  }

  it('an export works where there is none', { skip: noNamespace }, async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      const { exitCode, stderr } = await run(
        ['unshare', '-n', process.execPath, program, 'export'],
        { cwd },
      )
      assert.equal(exitCode, 0, stderr)
    })
  })
})

describe('what denies the network', () => {
  it('notes what a recipe asks for', async () => {
    const source = { type: 'http', url: 'http://127.0.0.1:65001/x' }
    await inFolder({ files, recipe: { source } }, async (cwd) => {
      const log = join(cwd, 'denied')
      await run([process.execPath, '--import', denial, program, 'export'], {
        cwd,
        env: { DENIED_LOG: log },
      })
      assert.match(readFileSync(log, 'utf8'), /^(?:fetch|connect|lookup) /u)
    })
  })

  it('would be seen as a system call', { skip: noStrace }, async () => {
    const source = { type: 'http', url: 'http://127.0.0.1:65001/x' }
    await inFolder({ files, recipe: { source } }, async (cwd) => {
      assert.match(await systemCalls(['export'], { cwd }), /connect\(.*AF_INET/u)
    })
  })
})

interface Traced {
  readonly cwd: string
  /** What the call is made with. */
  readonly before?: readonly string[]
}

/** What a call of the program asks the system for that has to do with networks. */
async function systemCalls(argv: readonly string[], { cwd, before = [] }: Traced): Promise<string> {
  const log = join(cwd, 'calls')
  const tracing = ['strace', '-f', '-qq', '-e', 'trace=connect,sendto,sendmsg', '-o', log]
  await run([...tracing, ...before, process.execPath, program, ...argv], { cwd })
  return readFileSync(log, 'utf8')
}

/** What `timeout` ends with when it had to end something. */
const ENDED = 124

/** Pages are served until someone ends that. */
function untilEnded([command]: (typeof calls)[number]): readonly string[] {
  return command === 'explore' ? ['timeout', '-s', 'INT', '5'] : []
}

/** With an earlier export for the commands that look at one. */
function inPreparedFolder(
  [, args]: (typeof calls)[number],
  use: (folder: string) => Promise<void>,
): Promise<void> {
  return inFolder({ files, recipe }, async (folder) => {
    if (args.includes('earlier')) await exportIn(folder, { target: 'earlier' })
    if (args.some((arg) => /^signed$|^release\.key/u.test(arg))) {
      const exported = args.includes('earlier') ? join(folder, 'earlier') : undefined
      await prepareRelease(folder, 'release', exported)
      await rename(join(folder, 'adapter'), join(folder, 'signed'))
    }
    await use(folder)
  })
}
