import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorArea, ErrorCase } from './error-case.js'

export interface Ended {
  /** Absent for a program. */
  readonly exitCode?: number | null
  readonly stderr: string
}

const folder = 'tests/errors/goldens'
const INDENT = '    '

/** What a case printed, as a section of Markdown. */
export function render(each: ErrorCase, { exitCode, stderr }: Ended): string {
  const { name, recipe, program, args = ['export'] } = each
  const { shows = recipe === undefined ? {} : { 'loradex.yaml': recipe } } = each
  const shown = Object.entries(shows).flatMap(([file, text]) => [`${file}:`, ...indented(text), ''])
  const shownProgram = program?.shown.split('\n') ?? [`$ loradex ${args.map(quoted).join(' ')}`]
  const end = exitCode === undefined ? [] : [`exit code ${exitCode}`]
  const lines = [...shown, ...shownProgram, ...stderr.trimEnd().split('\n'), ...end]
  return `## ${name}\n\n${lines.map((line) => (line === '' ? '' : `${INDENT}${line}`)).join('\n')}\n`
}

/** Recipes of many lines are cut: what matters stands in the first ones. */
const MOST_LINES = 12
const MOST_CHARACTERS = 160

function indented(text: string): readonly string[] {
  const lines = text.replace(/\n$/u, '').split('\n')
  const shown = lines.slice(0, MOST_LINES).map((line) => {
    const cut = line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line
    return `  ${cut.replaceAll('\t', '<tab>')}`.trimEnd()
  })
  return lines.length > MOST_LINES ? [...shown, '  …'] : shown
}

function quoted(argument: string): string {
  const cut = argument.length > 100 ? `${argument.slice(0, 100)}…` : argument
  return /^[\w./:=*@%+,…-]+$/u.test(cut) ? cut : JSON.stringify(cut)
}

/** The sections of a golden file by their heading. */
export function readGoldens({ name }: Pick<ErrorArea, 'name'>): ReadonlyMap<string, string> {
  const path = join(folder, `${name}.md`)
  if (!existsSync(path)) return new Map()
  const sections = readFileSync(path, 'utf8')
    .split(/^(?=## )/mu)
    .slice(1)
  return new Map(
    sections.map((section) => [section.slice(3, section.indexOf('\n')), `${section.trimEnd()}\n`]),
  )
}

export function writeGoldens({ name, title }: ErrorArea, sections: readonly string[]): void {
  writeFileSync(join(folder, `${name}.md`), [`# ${title}\n`, ...sections].join('\n'))
}
