import {
  argumentName,
  commands,
  exampleLine,
  groupCommands,
  optionAbout,
  programOptions,
  TAGLINE,
  usageLine,
  variables,
} from '../dist/cli/index.js'
import { exitCodes } from './exit-explanations.data.mjs'

/** The manual pages by file name; they hold no date, so that a build on any day gives the same. */
export function manPages(version) {
  const pages = [programPage(), ...commands.map(commandPage)]
  return new Map(
    pages.map(({ name, sections }) => [
      `${name}.1`,
      [
        `.TH ${name.toUpperCase()} 1 "" "loradex ${version}" "loradex manual"`,
        // Names of commands and options are neither hyphenated nor spread over the line.
        '.nh',
        '.ad l',
        ...sections,
        '',
      ].join('\n'),
    ]),
  )
}

function programPage() {
  const groups = groupCommands(commands).flatMap(({ title, members }) => [
    `.SS ${title}`,
    ...members.flatMap((command) => tagged(pageOf(command), [text(`${command.summary}.`)])),
  ])
  return {
    name: 'loradex',
    sections: [
      section('NAME', [`loradex \\- ${text(lowered(TAGLINE))}`]),
      section('SYNOPSIS', ['.B loradex', '.I command', '[options]']),
      section('DESCRIPTION', [
        text('Results go to standard output, everything else to standard error.'),
        ...groups,
      ]),
      section(
        'OPTIONS',
        programOptions.flatMap(([flags, about]) => tagged(bold(flags), [sentence(about)])),
      ),
      section('ENVIRONMENT', variables.flatMap(variableEntry)),
      section(
        'FILES',
        tagged('\\fI~/.config/loradex/config.yaml\\fR', [
          'Defaults of this machine, which need not exist.',
        ]),
      ),
      exitStatus(),
      seeAlso(commands.map(pageName)),
    ],
  }
}

function commandPage(command) {
  const { name, summary, arguments: expected, options, examples } = command
  return {
    name: `loradex-${name.replaceAll(' ', '-')}`,
    sections: [
      section('NAME', [`${pageName(command)} \\- ${text(lowered(summary))}`]),
      section('SYNOPSIS', [synopsis(command)]),
      section('DESCRIPTION', [text(`${summary}.`)]),
      ...optional(
        'ARGUMENTS',
        expected.flatMap((argument) =>
          tagged(`\\fI${text(argumentName(argument.name))}\\fR`, [sentence(argument.about)]),
        ),
      ),
      ...optional(
        'OPTIONS',
        options.flatMap((option) =>
          tagged(flagsText(option.flags), [sentence(optionAbout(option))]),
        ),
      ),
      section(
        'EXAMPLES',
        examples.flatMap(([line, does], index) => [
          ...(index === 0 ? [] : ['.PP']),
          sentence(does),
          '.PP',
          '.RS 4',
          '.nf',
          text(exampleLine(line)),
          '.fi',
          '.RE',
        ]),
      ),
      exitStatus(),
      seeAlso(['loradex']),
    ],
  }
}

function variableEntry({ name, about }) {
  return tagged(bold(name), [text(about.replaceAll('`', ''))])
}

function exitStatus() {
  const rows = Object.entries(exitCodes).flatMap(([code, about]) =>
    tagged(bold(code), [text(about)]),
  )
  return section('EXIT STATUS', rows)
}

function seeAlso(names) {
  const pages = names.map((name) => `.BR ${name} (1)`)
  const listed = pages.map((page, index) => (index < pages.length - 1 ? `${page},` : page))
  return section('SEE ALSO', listed)
}

function section(title, lines) {
  return [`.SH ${title}`, ...lines].join('\n')
}

function optional(title, lines) {
  return lines.length === 0 ? [] : [section(title, lines)]
}

function tagged(tag, lines) {
  return ['.TP', tag, ...lines]
}

function pageName({ name }) {
  return `loradex-${name.replaceAll(' ', '-')}`
}

function pageOf(command) {
  return `.BR ${pageName(command)} (1)`
}

function synopsis(command) {
  const [program, ...words] = usageLine(command).split(' ')
  const named = [program, ...words.slice(0, command.name.split(' ').length)]
  const rest = usageLine(command).slice(named.join(' ').length)
  return `\\fB${text(named.join(' '))}\\fR${text(rest)}`
}

/** Names of an option bold, its value in italics. */
function flagsText(flags) {
  return text(flags)
    .replaceAll(/(?:\\-){1,2}\w+(?:\\-\w+)*/gu, bold)
    .replace(/<([^>]+)>/u, '\\fI$1\\fR')
}

function bold(content) {
  return `\\fB${content.includes('\\') ? content : text(content)}\\fR`
}

function sentence(about) {
  const end = about.endsWith('.') ? '' : '.'
  // A name such as key=value stays as it is.
  const start = about.replace(/^[a-z](?=[a-z]*(?:[\s,;:]|$))/u, (letter) => letter.toUpperCase())
  return text(`${start}${end}`)
}

function lowered(words) {
  return `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`.replace(/\.$/u, '')
}

/** As roff wants it: nothing is taken for a request, and hyphens stay what people type. */
function text(content) {
  return content.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/u, '\\&$&')
}
