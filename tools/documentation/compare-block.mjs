import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { count, failureAt, leaveOut, tellDifferences } from './outcome.mjs'

const goldens = 'tests/errors/goldens'

/** With what the block before it printed. */
export function compareOutput(block, session) {
  const { printed } = session
  if (printed === undefined) return leaveOut(block, session, 'what prints it was not run')
  return tellDifferences(block, session, { expected: block.text, actual: printed })
}

/** With the help of the command that the block names. */
export async function compareUsage(block, session) {
  const [usage = ''] = block.text.split('\n')
  const [command = ''] = /(?<=^loradex )[a-z]+(?: [a-z]+)*/u.exec(usage) ?? []
  const { output } = await session.shell.run(`loradex help ${command}`)
  count(session, 'usage compared')
  if (output.includes(`${usage}\n`)) return
  throw failureAt(block, session, `loradex help ${command} says\n${output}`)
}

/** With the messages that tests have seen. */
export function compareGolden(block, session) {
  const indented = block.text.replaceAll(/^(?=.)/gmu, '    ')
  const texts = readdirSync(goldens).map((name) => readFileSync(join(goldens, name), 'utf8'))
  count(session, 'message compared')
  if (!texts.some((text) => text.includes(indented))) {
    throw failureAt(block, session, `expected this in ${goldens}`)
  }
}
