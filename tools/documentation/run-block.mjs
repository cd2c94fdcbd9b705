import { runFile } from './run-file.mjs'
import { runExcerpt } from './run-excerpt.mjs'
import { checkRecipePart } from './recipe-block.mjs'
import { runCommands } from './run-commands.mjs'
import { runPython, runScript } from './run-script.mjs'
import { count, failureAt, leaveOut, tellDifferences } from './outcome.mjs'

/** Does what one block says. Throws what makes the rest of the page pointless. */
export async function runBlock(block, session) {
  switch (block.kind) {
    case 'sh':
    case 'console':
      return runCommands(block, session)
    case 'file':
      return runFile(block, session)
    case 'excerpt':
      return runExcerpt(block, session)
    case 'part of a recipe':
      return checkRecipePart(block, session)
    case 'ts':
    case 'js':
      return runScript(block, session)
    case 'python':
      return runPython(block, session)
    case 'output':
      return compareOutput(block, session)
    case 'usage':
      return compareUsage(block, session)
    case 'not run':
      return leaveOut(block, session, block.reason)
    default:
      throw failureAt(
        block,
        session,
        `expected a file name, "from <file>" or "not-run: <reason>" after \`\`\`${block.language}, saw "${block.info}"`,
      )
  }
}

function compareOutput(block, session) {
  const { printed } = session
  if (printed === undefined) return leaveOut(block, session, 'what prints it was not run')
  return tellDifferences(block, session, { expected: block.text, actual: printed })
}

async function compareUsage(block, session) {
  const [usage = ''] = block.text.split('\n')
  const [, command = ''] = /^loradex ((?:[a-z]+(?: |$))*)/u.exec(usage) ?? []
  const { output } = await session.shell.run(`loradex help ${command}`)
  count(session, 'usage compared')
  if (!output.includes(`${usage}\n`)) {
    throw failureAt(block, session, `loradex help ${command} says\n${output}`)
  }
}
