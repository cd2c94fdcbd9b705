// node tools/docs.mjs [--check], after a build
// Writes the generated parts of docs/*.md, each between two comments, man/ and its list in package.json;
// --check only compares.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cliReference } from './cli-reference.mjs'
import { crosswalkTable, formatTable } from './crosswalk-reference.mjs'
import { settingTable, variableTable } from './environment-reference.mjs'
import { exitCodes } from './exit-explanations.data.mjs'
import { errorCodes } from './explanations.data.mjs'
import { rejectCodes } from './reject-explanations.data.mjs'
import { manPages } from './man-pages.mjs'
import { markdownTable } from './markdown-table.mjs'
import { recipeReference } from './recipe-reference.mjs'
import { documents } from '../dist/shapes/index.js'

const isCheck = process.argv.includes('--check')
const pages = {
  'docs/cli.md': { commands: cliReference },
  'docs/environment.md': { variables: variableTable, settings: settingTable },
  'docs/spec/crosswalk.md': { formats: formatTable, crosswalk: crosswalkTable },
  'docs/json.md': { schemas: schemaTable },
  'docs/recipe.md': { reference: recipeReference },
  'docs/rejects.md': { codes: rejectTable },
  'docs/errors.md': { 'exit codes': exitTable, codes: errorTable, 'each code': errorSections },
}

const outdated = [...outdatedPages(), ...outdatedManuals()]
for (const path of outdated) console.log(isCheck ? `${path} is not up to date` : `wrote ${path}`)
if (isCheck && outdated.length > 0) console.log('run: node tools/docs.mjs')
process.exitCode = isCheck && outdated.length > 0 ? 1 : 0

function outdatedPages() {
  return Object.entries(pages).flatMap(([path, parts]) => {
    const written = Object.entries(parts).reduce(putPart, readFileSync(path, 'utf8'))
    return put(path, written)
  })
}

/** A page for each command and none for what is no longer one. */
function outdatedManuals() {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const manuals = manPages(version)
  mkdirSync('man', { recursive: true })
  const leftOver = readdirSync('man').filter((name) => !manuals.has(name))
  if (!isCheck) for (const name of leftOver) rmSync(join('man', name))
  return [
    ...leftOver.map((name) => join('man', name)),
    ...Array.from(manuals).flatMap(([name, page]) => put(join('man', name), page)),
    ...put('package.json', listManuals([...manuals.keys()])),
  ]
}

/** package.json with the pages in `man`, from where npm installs them. */
function listManuals(names) {
  const list = names.map((name) => `    "./man/${name}"`).join(',\n')
  const page = readFileSync('package.json', 'utf8')
  return page.replace(/"man": \[[^\]]*\]/u, () => `"man": [\n${list}\n  ]`)
}

/** The path, when it did not hold the text. */
function put(path, text) {
  if (readOrNothing(path) === text) return []
  if (!isCheck) writeFileSync(path, text)
  return [path]
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function putPart(page, [name, generate]) {
  const [start, end] = [`<!-- generated: ${name} -->`, '<!-- /generated -->']
  const from = page.indexOf(start)
  const to = page.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`expected ${start} … ${end}`)
  return `${page.slice(0, from + start.length)}\n\n${generate()}\n\n${page.slice(to)}`
}

function schemaTable() {
  const rows = Object.entries(documents).map(([name, { title, command }]) => [
    `\`${name}\``,
    command === undefined
      ? `\`${title.split(' ')[0]}\` of an export`
      : `\`loradex ${command} --json\``,
  ])
  return markdownTable(
    ['schema', 'of'],
    [
      ['`recipe`', 'recipes'],
      ['`adapter-metadata`', '`adapter_metadata.json`, [1.0](spec/adapter-metadata-1.0.md)'],
      ['`progress`', 'lines of `--progress json`'],
      ...rows,
    ],
  )
}

function rejectTable() {
  const codes = ['src/kernel/json-problem.ts', 'src/records/verdict.ts'].flatMap((path) =>
    matchesIn(path, /^ {2}\| '([a-z\d-]+)'$/gmu),
  )
  const rows = explained(codes, rejectCodes).map(([code, text]) => [`\`${code}\``, text])
  return markdownTable(['code', 'why a record is dropped'], rows)
}

function errorTable() {
  const exits = exitOfCodes()
  const rows = explainedErrors().map(([code, { means }]) => [
    `[\`${code}\`](#${code.replace('.', '')})`,
    String(exits.get(code)),
    means,
  ])
  return markdownTable(['code', 'exit', 'what happened'], rows)
}

/** A section for each code, with a message that the tests have seen. */
function errorSections() {
  return explainedErrors()
    .map(([code, { means, helps, example }]) => {
      const shown = goldenMessage(code, example)
      return `### \`${code}\`\n\n${means}\n\n\`\`\`text golden\n${shown}\n\`\`\`\n\n${helps}`
    })
    .join('\n\n')
}

function explainedErrors() {
  const codes = matchesIn('src/kernel/error.ts', /^ {2}'([a-z]+\.[a-z-]+)':/gmu)
  return explained(codes, errorCodes)
}

/** The section of a golden file, without its indentation. */
function goldenMessage(code, [file, heading]) {
  const text = readFileSync(`tests/errors/goldens/${file}.md`, 'utf8')
  const section = text.split(/^## /mu).find((each) => each.startsWith(`${heading}\n`))
  if (!section?.includes(`error ${code}: `)) {
    throw new Error(`tests/errors/goldens/${file}.md: expected "${heading}" to show ${code}`)
  }
  const lines = section.trim().split('\n').slice(2)
  return lines.map((line) => line.slice(4)).join('\n')
}

function exitTable() {
  const [union = ''] = matchesIn('src/cli/exit-code.ts', /^export type ExitCode = (.*)$/gmu)
  const rows = explained(union.split(' | '), exitCodes)
  return markdownTable(['exit', 'meaning'], rows)
}

function exitOfCodes() {
  const text = readFileSync('src/cli/exit-code.ts', 'utf8')
  return new Map(
    Array.from(text.matchAll(/'([a-z.-]+)': (\d+),/gu), ([, code, exit]) => [code, exit]),
  )
}

function matchesIn(path, pattern) {
  return Array.from(readFileSync(path, 'utf8').matchAll(pattern), ([, found]) => found)
}

/** Each code with its sentence, in the order of the source. */
function explained(codes, sentences) {
  const missing = codes.filter((code) => sentences[code] === undefined)
  const leftOver = Object.keys(sentences).filter((code) => !codes.includes(code))
  if (missing.length + leftOver.length > 0) {
    throw new Error(
      `tools/explanations.data.mjs: missing [${missing.join(', ')}], left over [${leftOver.join(', ')}]`,
    )
  }
  return codes.map((code) => [code, sentences[code]])
}
