import { existsSync, readFileSync } from 'node:fs'
import { fail, ok, warn, type Check } from './check.js'

/** Node and its threads take some 30, shards and inputs one each while they are open. */
const TOO_FEW = 64
const COMFORTABLE = 256

/** How many files the process may have open at a time; `limitsFile` is Linux's. */
export function openFiles(limitsFile = '/proc/self/limits'): Check {
  return {
    id: 'open-files',
    title: 'open files',
    run() {
      if (!existsSync(limitsFile)) return ok('the limit cannot be told on this system')
      const [, soft = ''] = /^Max open files\s+(\S+)/mu.exec(readFileSync(limitsFile, 'utf8')) ?? []
      if (soft === 'unlimited') return ok('no limit')
      const limit = Number(soft)
      const saw = `at most ${soft} at a time`
      const advice = `Run \`ulimit -n ${COMFORTABLE}\` before loradex.`
      if (limit < TOO_FEW) return fail(saw, advice)
      return limit < COMFORTABLE ? warn(saw, advice) : ok(saw)
    },
  }
}
