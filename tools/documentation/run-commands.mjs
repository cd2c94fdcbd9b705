import { cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { count, failureAt, tellDifferences } from './outcome.mjs'

const untilServed = resolve('tools/documentation/until-served.mjs')

/** Runs the block's commands in the page's shell; a `console` also says what they print. */
export async function runCommands(block, session) {
  const commands = block.kind === 'sh' ? stepsOf(block, session) : commandsOf(block)
  if (commands.length === 0) throw failureAt(block, session, 'expected a command after "$ "')
  let printed = ''
  for (const [index, { command, line, expected }] of commands.entries()) {
    if (session.start !== undefined) await startAgain(session, command)
    const { status, output, cwd } = await session.shell.run(endless(command), {
      all: block.kind === 'sh',
    })
    session.cwd = cwd
    printed += output
    count(session, 'command', block.kind === 'sh' ? command.match(/^[^#\s]/gmu)?.length : 1)
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

/** The block as a whole, or where every command starts from the same files its lines. */
function stepsOf({ text, line }, { start }) {
  if (start === undefined) return [{ command: text, line }]
  return text
    .split('\n')
    .map((command, index) => ({ command, line: line + 1 + index }))
    .filter(({ command }) => /^[^#]/u.test(command))
}

/** `prepare.sh` may take away what the command is to make. */
async function startAgain({ folder, start, shell }, command) {
  const work = join(folder, 'work')
  rmSync(work, { recursive: true })
  cpSync(start, work, { recursive: true })
  const quoted = command.replaceAll("'", String.raw`'\''`)
  await shell.run(`cd ${work} && sh -e prepare.sh '${quoted}'`)
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
