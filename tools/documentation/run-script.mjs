import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from '@swc/core'
import { count, failureAt, leaveOut } from './outcome.mjs'

const options = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'es6' },
}

/** Runs a program where the page stands. `check-examples.mjs` checks the types. */
export async function runScript(block, session) {
  const code = block.kind === 'ts' ? transformSync(block.text, options).code : block.text
  await runProgram({ interpreter: 'node', ending: 'mjs', code }, block, session)
}

export async function runPython(block, session) {
  const { why, python, env = '' } = session.providers.python(block.group)
  if (why !== undefined) {
    session.printed = undefined
    return leaveOut(block, session, why)
  }
  return runProgram(
    { interpreter: `${env}${python}`, ending: 'py', code: block.text },
    block,
    session,
  )
}

async function runProgram({ interpreter, ending, code }, block, session) {
  const name = `line-${block.line}.${ending}`
  writeFileSync(join(session.cwd, name), code)
  const { status, output } = await session.shell.run(`${interpreter} ${name}`)
  await session.shell.run(`rm ${name}`)
  count(session, block.kind)
  session.printed = output
  if (status !== 0) throw failureAt(block, session, `ended with ${status}\n${output}`)
}
