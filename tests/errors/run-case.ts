import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { isLoradexError } from '#loradex/kernel/error.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import type { ErrorCase, Program } from './error-case.js'
import type { Ended } from './goldens.js'

/** Runs a case in its folder; ports, which differ from run to run, are masked. */
export async function runCase(each: ErrorCase, folder: string): Promise<Ended> {
  const { exitCode, stderr } = await endOf(each, folder)
  // How far a run has come in how many seconds differs from run to run.
  const lasting = stderr.replaceAll(/^\[ *[\d.]+ s\] .*\n/gmu, '')
  const masked = lasting.replaceAll(/(127\.0\.0\.1|localhost):\d+/gu, '$1:PORT')
  return { ...(exitCode !== undefined && { exitCode }), stderr: masked }
}

async function endOf(each: ErrorCase, folder: string): Promise<Ended> {
  const { program, within, args = ['export'], env = {}, stdin = [] } = each
  if (program) return { stderr: await failureOf(program, folder) }
  if (!within) return runLoradex(args, { cwd: folder, env, stdin })
  const command = [process.execPath, resolve('dist/bundle/main.cjs'), ...args]
  const [file = '', ...rest] = within(command, folder)
  const { status, stderr } = spawnSync(file, rest, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { exitCode: status, stderr }
}

/** The way in which the command line would show it. */
async function failureOf(program: Program, folder: string): Promise<string> {
  try {
    await program.run(folder)
    return 'no error'
  } catch (error) {
    if (!isLoradexError(error)) throw error
    return `error ${error.code}: ${error.message}\nhint: ${error.hint}`
  }
}
