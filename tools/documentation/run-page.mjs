import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kindOf } from './block-kind.mjs'
import { readPage } from './read-page.mjs'
import { runBlock } from './run-block.mjs'
import { furnish } from './session-folder.mjs'
import { openShell } from './shell.mjs'

/**
 * Does what a page says, from its first block to its last, in an empty folder of its own. Gives
 * `{ path, failures, done, leftOut, renewals }`: a failure is a text that begins with `path:line`, and
 * ends the page unless it is a difference; `done` counts what was run by kind; `leftOut` lists what was
 * not, as `{ line, kind, reason }`.
 */
export async function runPage(path, providers) {
  const page = readPage(path)
  const outcome = { path, failures: [], done: {}, leftOut: [], renewals: [] }
  const blocks = page.blocks.map((block) => ({ ...block, ...kindOf(block) }))
  const provided = await provide(page.needs, providers)
  if (provided.why !== undefined) {
    for (const { line, kind } of blocks) outcome.leftOut.push({ line, kind, reason: provided.why })
    return outcome
  }
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'page-')))
  const { cwd, env } = furnish(folder, page)
  const shell = openShell({ cwd, env: { ...env, ...provided.env } })
  const hidden = [join(folder, 'work'), folder, ...provided.hidden]
  const session = {
    path,
    folder,
    hidden,
    cwd,
    shell,
    providers,
    outcome,
    written: new Set(),
    printed: '',
  }
  for (const line of page.stray) {
    outcome.failures.push(
      `${path}:${line}: expected a block that begins and ends on lines of its own`,
    )
  }
  try {
    if (page.start !== undefined) await setUp(session, page)
    for (const block of blocks) await runBlock(block, session).catch(rethrowAt(block, path))
  } catch (error) {
    outcome.failures.push(error.message)
  } finally {
    await shell.close()
    rmSync(folder, { recursive: true })
  }
  return outcome
}

/** Every command of such a page starts from the same files. */
async function setUp(session, { path, start }) {
  const { status, output } = await session.shell.run('sh -e setup.sh && mv setup.sh ../')
  if (status !== 0) throw new Error(`${path}: ${start}/setup.sh ended with ${status}\n${output}`)
  session.start = join(session.folder, 'start')
  cpSync(session.cwd, session.start, { recursive: true })
}

/** Says where, unless the message does. */
function rethrowAt({ line }, path) {
  return ({ message }) => {
    throw new Error(message.startsWith(`${path}:`) ? message : `${path}:${line}: ${message}`)
  }
}

/** The variables by which a page finds what it needs and what differs in them, or why that cannot be had. */
async function provide(needs, providers) {
  const env = {}
  const hidden = []
  for (const need of needs) {
    const provider = providers[need]
    if (provider === undefined) throw new Error(`no page can need ${need}`)
    const provided = await provider()
    if (provided.why !== undefined) return provided
    Object.assign(env, provided.env)
    hidden.push(...(provided.hidden ?? []))
  }
  return { env, hidden }
}
