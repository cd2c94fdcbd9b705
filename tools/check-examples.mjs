// Compiles every example: the ts fences of doc comments in src/, of the pages.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagesOfDocumentation } from './documentation/pages.mjs'
import { env } from './ready.mjs'

/** Below the package, so that `loradex` means what has been built. */
const folder = 'dist/examples'

const compilerOptions = {
  rootDir: '.',
  moduleDetection: 'force',
  declaration: false,
  isolatedDeclarations: false,
  noUnusedLocals: false,
}

const paths = [...filesIn('src', '.ts'), ...pagesOfDocumentation()]
const examples = paths.flatMap(examplesOf)
const unfenced = paths.filter((path) => /@example(?!\s+```ts\n)/u.test(textOf(path)))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { file, text } of examples) writeFileSync(join(folder, file), text)
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['.'] }),
)
const { status, stdout } = spawnSync(`tsc -p ${folder}`, { shell: true, env, encoding: 'utf8' })
process.stdout.write(stdout.replaceAll(/^\S+?([^\s/]+)\.\d+\.ts\b/gmu, pathOf))
for (const path of unfenced) console.log(`${path}: expected a ts fence after every @example`)
console.log(`${examples.length} examples`)
process.exitCode = status === 0 && unfenced.length === 0 && examples.length > 0 ? 0 : 1

function filesIn(parent, ending) {
  if (!existsSync(parent)) return []
  return readdirSync(parent, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .toSorted((left, right) => (left < right ? -1 : 1))
    .map((name) => join(parent, name))
}

/** A file per example, in which every line has the number that it has where it comes from. */
function examplesOf(path) {
  const text = textOf(path)
  return Array.from(text.matchAll(/^([^\S\n]*)```ts\b[^\n]*\n(.*?)^\1```/gmsu), (fence) => {
    const line = text.slice(0, fence.index).split('\n').length
    const [, margin, code] = fence
    return {
      file: `${path.replaceAll('/', '!')}.${line}.ts`,
      text: '\n'.repeat(line) + code.replaceAll(new RegExp(`^${margin}`, 'gmu'), ''),
    }
  })
}

/** Where examples may stand in the file, in the lines where it stands. */
function textOf(path) {
  const source = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
  return path.endsWith('.md') ? source : docComments(source)
}

/** The text of doc comments, with every other line blank. */
function docComments(source) {
  let isInside = false
  const lines = source.split('\n').map((line) => {
    const starts = /^\s*\/\*\*/u.test(line)
    const ends = line.includes('*/')
    const shown = isInside && !starts && !ends ? line.replace(/^\s*\* ?/u, '') : ''
    isInside = (isInside || starts) && !ends
    return shown
  })
  return lines.join('\n')
}

function pathOf(_, file) {
  return file.replaceAll('!', '/')
}
