import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

/** A process, so that another one with its number is not taken for it. */
export interface ProcessId {
  readonly pid: number
  /** When it was started, in ticks since the machine was; empty where the system does not say. */
  readonly start: string
  /** Of the start of the machine. */
  readonly boot: string
  /** Where its number counts: the machine, and the container. */
  readonly scope: string
}

export interface Processes {
  readonly self: ProcessId
  /** Undefined where that cannot be found out from here. */
  isRunning(process: ProcessId): boolean | undefined
  /** A moment, in which another one can get on. */
  wait(): Promise<void>
}

const MOMENT_MS = 10

/** As the operating system tells it; elsewhere than on Linux a number that is in use is believed. */
export function realProcesses(): Processes {
  const scope = `${hostname()} ${link('/proc/self/ns/pid')}`.trim()
  const self = { pid, start: startOf(pid), boot: text('/proc/sys/kernel/random/boot_id'), scope }
  return {
    self,
    isRunning(other) {
      if (other.scope !== scope) return undefined
      if (other.boot !== self.boot) return false
      if (self.start !== '') return startOf(other.pid) === other.start
      return isInUse(other.pid)
    },
    wait: () => pause(MOMENT_MS),
  }
}

/** Field 22 of `stat`, behind a name that may hold blanks; a zombie has ended. */
function startOf(number: number): string {
  const stat = text(`/proc/${number}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '')
}

function isInUse(number: number): boolean {
  try {
    kill(number, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
