import { resolve } from 'node:path'
import { count, failureAt, tellDifferences } from './outcome.mjs'

const untilServed = resolve('tools/documentation/until-served.mjs')

/** Runs the block's commands in the page's shell; a `console` also says what they print. */
export async function runCommands(block, session) {
  const commands =
    block.kind === 'sh' ? [{ command: block.text, line: block.line }] : commandsOf(block)
  if (commands.length === 0) throw failureAt(block, session, 'expected a command after "$ "')
  let printed = ''
  for (const [index, { command, line, expected }] of commands.entries()) {
    const { status, output, cwd } = await session.shell.run(endless(command), {
      all: block.kind === 'sh',
    })
    session.cwd = cwd
    printed += output
    count(session, 'command', command.match(/^(?!#|$)/gmu)?.length)
    if (status !== 0 && commands[index + 1]?.command !== 'echo $?') {
      throw failureAt(
        { line },
        session,
        `${command.trimEnd()} ended with ${status}; "$ echo $?" has to follow where that is meant\n${output}`,
      )
    }
    if (expected !== undefined) {
      tellDifferences({ ...block, line }, session, { expected, actual: output })
    }
  }
  session.printed = printed
}

/** With Ctrl-C at its end, where a command serves until then. */
function endless(command) {
  return command.replaceAll(
    /^loradex explore\b.*$/gmu,
    (line) => `node ${untilServed} '${line.replaceAll("'", String.raw`'\''`)}'`,
  )
}

/** What follows `$ `, with what follows `> ` below it; other lines are what it prints. */
function commandsOf({ text, line }) {
  const commands = []
  for (const [index, shown] of text.split('\n').slice(0, -1).entries()) {
    const last = commands.at(-1)
    const [, sign, rest] = /^([$>]) (.*)$/u.exec(shown) ?? []
    if (sign === '$') commands.push({ command: rest, line: line + 1 + index, expected: '' })
    else if (last === undefined) return []
    else if (sign === '>' && last.expected === '') {
      last.command += `\n${rest}`
      last.line += 1
    } else last.expected += `${shown}\n`
  }
  return commands
}
