import {
  argumentName,
  commands,
  exampleLine,
  groupCommands,
  optionAbout,
  usageLine,
} from '../dist/cli/index.js'
import { markdownTable } from './markdown-table.mjs'

/** Every command, in the order of `loradex --help`. */
export function cliReference() {
  return groupCommands(commands)
    .flatMap(({ title, members }) => [`## ${title}`, ...members.map(commandSection)])
    .join('\n\n')
}

function commandSection(command) {
  const { name, summary, arguments: expected, options, examples } = command
  const shown = examples.map(([line, does]) => `# ${does}\n${exampleLine(line)}`)
  return [
    `### loradex ${name}`,
    `${summary}.`,
    fence('text usage', [usageLine(command)]),
    fence('sh not-run: the test of the help runs all examples', shown),
    ...tableOf(
      'argument',
      expected.map((argument) => [argumentName(argument.name), argument.about]),
    ),
    ...tableOf(
      'option',
      options.map((option) => [option.flags, optionAbout(option)]),
    ),
  ].join('\n\n')
}

function fence(language, lines) {
  return ['```' + language, ...lines, '```'].join('\n')
}

function tableOf(kind, rows) {
  if (rows.length === 0) return []
  const cells = rows.map(([name, about]) => [`\`${name}\``, about.replaceAll('<', String.raw`\<`)])
  return [markdownTable([kind, 'meaning'], cells)]
}
