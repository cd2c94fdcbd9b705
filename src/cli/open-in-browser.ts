import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { platform } from 'node:os'
import { messageOf } from '../kernel/error.js'
import type { CommandIo } from './command-io.js'

/** What opens a file with the program of the user's choice. */
function opener(path: string): readonly [command: string, ...args: string[]] {
  const system = platform()
  if (system === 'darwin') return ['open', path]
  // The empty text is the title of the window: else a quoted path would be it.
  return system === 'win32' ? ['cmd', '/c', 'start', '', path] : ['xdg-open', path]
}

/** Opens a page for a person; there is none where `CI` is set. Says so when it cannot. */
export async function openInBrowser(path: string, io: CommandIo): Promise<void> {
  if (io.env['CI'] !== undefined && io.env['CI'] !== '') {
    io.stderr('not opened: CI is set, so nobody would see it')
    return
  }
  const [command, ...args] = opener(path)
  try {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, env: { ...io.env } })
    await once(child, 'spawn')
    // The browser may outlive this process.
    child.unref()
  } catch (cause) {
    io.stderr(`not opened: ${command}: ${messageOf(cause)}`)
  }
}
