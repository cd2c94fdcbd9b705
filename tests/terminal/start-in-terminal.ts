import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { until } from '../until.js'
import { terminalScreen, type TerminalScreen } from './terminal-screen.js'

/** Why tests that need a pseudo-terminal cannot run; false when they can. */
export const noTerminal: string | false =
  spawnSync('python3', ['-c', 'import pty']).status === 0 ? false : 'python3 makes the terminal'

export interface TerminalSettings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** @default 80 */
  readonly columns?: number
  /** The program may move over what is there. @default false */
  readonly canMove?: boolean
}

/** A loradex that runs in a terminal. */
export interface TerminalRun {
  readonly screen: TerminalScreen
  /** All that was written so far, in the pieces that arrived. */
  readonly pieces: readonly string[]
  type(text: string): void
  resize(columns: number): void
  signal(name: NodeJS.Signals): void
  /** Resolves as soon as the text of the screen matches; fails when the program ends before. */
  shows(pattern: RegExp): Promise<void>
  /** Exit code; less than 0 is a signal. */
  readonly ended: Promise<number>
}

const ROWS = 50
const driver = resolve('tests/terminal/run_in_terminal.py')
const mainFile = resolve('dist/bundle/main.cjs')

export function startInTerminal(
  args: readonly string[],
  { cwd, env = {}, columns = 80, canMove = false }: TerminalSettings,
): TerminalRun {
  const driverArgs = [driver, String(columns), String(ROWS), process.execPath, mainFile, ...args]
  const {
    CI: _ci,
    NO_COLOR: _noColor,
    FORCE_COLOR: _forced,
    COLUMNS: _columns,
    ...ours
  } = process.env
  const child = spawn('python3', driverArgs, {
    cwd,
    env: { ...ours, TERM: 'xterm', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const screen = terminalScreen(columns, { canMove })
  const pieces: string[] = []
  const decoder = new TextDecoder()
  let status: number | undefined
  const ended = new Promise<number>((done, fail) => {
    child.once('exit', (code) => code !== 0 && fail(new Error(`${driver} ended with ${code}`)))
    createInterface(child.stdout).on('line', (line) => {
      const [event, value] = JSON.parse(line) as [string, string | number]
      if (event === 'wrote') {
        const text = decoder.decode(Buffer.from(String(value), 'base64'), { stream: true })
        pieces.push(text)
        screen.write(text)
      } else if (event === 'ended') done((status = Number(value)))
    })
  })
  const order = (...words: readonly (string | number)[]): void => {
    child.stdin.write(`${JSON.stringify(words)}\n`)
  }
  // The driver ends with the program, which may be before an order.
  child.stdin.on('error', () => {})

  return {
    screen,
    pieces,
    ended,
    type: (text) => order('type', text),
    resize(next) {
      screen.resize(next)
      order('resize', next, ROWS)
    },
    signal: (name) => order('signal', constants.signals[name]),
    async shows(pattern) {
      await until(`${pattern} on the screen`, () => {
        const text = screen.rows().join('\n')
        if (pattern.test(text)) return true
        if (status !== undefined)
          throw new Error(`ended with ${status} before ${pattern}:\n${text}`)
        return false
      })
    },
  }
}
