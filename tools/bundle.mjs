// Bundles the command line, and each thread that it starts, into dist/bundle: fewer files start faster. The
// worker of a Spark cluster is one file with all that it needs, as nothing is installed where it runs.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { parseAst } from 'rolldown/parseAst'

const folder = 'dist/bundle'
const marker = join(folder, 'NOTICES.txt')

/** Packages that every export needs; all others are loaded from where they are installed. */
const inlined = ['commander', 'picocolors', 'preact', 'preact-render-to-string', 'yaml', 'zod']

/** Not in the one file either: drivers of databases, which no worker of a cluster reads. */
const drivers = ['@duckdb/node-api', 'libsql', 'pg', 'pg-cursor']

/** Modules that so many commands share are one file: to find and open many small ones takes longer. */
const MOST_COMMANDS = 20

/** Where the command line begins: one CommonJS file, as Node starts those sooner (20 ms of an export). */
const main = 'dist/cli/main.js'

/** What it loads when it is needed, by the names that it has for them. */
const programs = {
  program: 'dist/cli/program.js',
  'first-help': 'dist/cli/help/first-help.js',
}

/** Files by themselves, of which compiled code is kept between runs: see `src/cli/compiled`. */
const compiled = {
  'export-program': { path: 'dist/cli/export-program.js', exported: 'runExportProgram' },
  'part-program': { path: 'dist/recipe/part-program.js', exported: 'runPartProgram' },
}

/** Starts as soon, too: exports wait for it. */
const partWorker = { 'part-worker': 'dist/recipe/part-worker.js' }

/** What starts with little else, each a file of its own. */
const threads = {
  'apart-worker': 'dist/schema/apart/apart-worker.js',
  'compress-worker': 'dist/sinks/compress-worker.js',
  'digest-worker': 'dist/sinks/digest-worker.js',
}

if (newestIn('dist') > changedAt(marker)) {
  rmSync(folder, { recursive: true, force: true })
  const packages = new Set()
  await bundle(programs, packages, {
    groups: [{ name: 'common', minShareCount: MOST_COMMANDS }],
  })
  await bundle({ main }, packages, {
    format: 'cjs',
    plugins: [compiledApart(), programsApart(), cjsPartWorker()],
  })
  await bundle(partWorker, packages, { format: 'cjs', plugins: [compiledApart()] })
  for (const [name, { path }] of Object.entries(compiled)) {
    await bundle({ [name]: path }, packages, {
      format: 'cjs',
      plugins: [withoutOtherCommands(), cjsPartWorker()],
    })
    prepareForCompiling(join(folder, `${name}.cjs`))
  }
  for (const [name, path] of Object.entries(threads)) {
    await bundle({ [name]: path }, packages, { plugins: [compiledApart()] })
  }
  await bundle({ 'spark-worker': 'dist/spark/worker.js' }, packages, {
    isExternal: (id) => isPackage(id) && (isOfNode(id) || drivers.includes(packageOf(id))),
    extension: 'mjs',
    plugins: [re2Inside()],
  })
  writeFileSync(marker, notices([...packages].toSorted((left, right) => (left < right ? -1 : 1))))
}

async function bundle(
  input,
  packages,
  {
    isExternal = isInstalled,
    format = 'esm',
    extension = format === 'cjs' ? 'cjs' : 'js',
    plugins = [],
    groups,
  } = {},
) {
  const built = await rolldown({
    input,
    platform: 'node',
    external: isExternal,
    plugins: [
      kernelInside(),
      compressorInside(),
      ...plugins,
      { name: 'packages', moduleParsed: ({ id }) => notePackage(id) },
    ],
    onLog: (level, { code, message }) => {
      // In one file nothing is loaded later.
      if (code === 'INEFFECTIVE_DYNAMIC_IMPORT') return
      if (level === 'warn') throw new Error(message)
    },
  })
  await built.write({
    dir: folder,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: '[name]-[hash].js',
    // Blanks and comments only: names stay, for those who read stack traces.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
    codeSplitting: groups !== undefined && { groups },
  })
  await built.close()

  function notePackage(id) {
    const [, name] = /.*node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/u.exec(id) ?? []
    if (name) packages.add(name)
  }
}

/** As `runCompiled` takes it. V8 keeps code of ASCII in half of the memory; what is not stands in strings. */
function prepareForCompiling(path) {
  const escaped = readFileSync(path, 'utf8').replaceAll(/[^\0-\x7f]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => {
      const unit = character.charCodeAt(at).toString(16)
      return `\\u${unit.padStart(4, '0')}`
    }).join(''),
  )
  let code = ''
  let end = 0
  for (const start of importExpressions(parseAst(escaped))) {
    code += `${escaped.slice(end, start)}__`
    end = start
  }
  code += escaped.slice(end)
  writeFileSync(path, `(function ({ exports, require, __filename, __import }) {${code}\n})`)
}

/** Where each begins, in the order of the text. */
function importExpressions(node) {
  if (typeof node !== 'object' || node === null) return []
  const within = Object.values(node).flatMap(importExpressions)
  return node.type === 'ImportExpression' ? [node.start, ...within] : within
}

function isInstalled(id) {
  return isPackage(id) && (isOfNode(id) || !inlined.includes(packageOf(id)))
}

function isPackage(id) {
  return !(id.startsWith('.') || id.startsWith('/') || /^[a-z]:[/\\]/iu.test(id))
}

function isOfNode(id) {
  return id.startsWith('node:') || builtinModules.includes(id)
}

function packageOf(id) {
  const [first = '', second = ''] = id.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** The kernel's bytes in place of the module that reads them from a file. */
function kernelInside() {
  const target = resolve('dist/engine/kernel-bytes.js')
  return {
    name: 'kernel-inside',
    load(id) {
      if (resolve(id) !== target) return undefined
      const bytes = readFileSync('dist/engine/kernel.wasm').toString('base64')
      return `const bytes = '${bytes}'\nexport function kernelBytes() { return Buffer.from(bytes, 'base64') }\n`
    },
  }
}

/** In place of a program: what runs the file that it is in. */
function compiledApart() {
  const loader = resolve('dist/cli/compiled/run-compiled.js')
  const files = Object.entries(compiled)
  return {
    name: 'compiled-apart',
    load(id) {
      const [name, { exported } = {}] = files.find(([, { path }]) => resolve(path) === id) ?? []
      if (!name) return undefined
      const url = `new URL('./${name}.cjs', import.meta.url)`
      return `import { runCompiled } from ${JSON.stringify(loader)}\nexport const { ${exported} } = runCompiled(${url})\n`
    },
  }
}

/** In place of a program: the file that it is in. */
function programsApart() {
  return {
    name: 'programs-apart',
    resolveId(id, importer) {
      const path = importer && resolve(dirname(importer), id)
      const [name] = Object.entries(programs).find(([, each]) => resolve(each) === path) ?? []
      return name && { id: `./${name}.js`, external: true }
    },
  }
}

/** The thread's file by the name that it has in the bundle. */
function cjsPartWorker() {
  return {
    name: 'cjs-part-worker',
    transform: (code) => code.replaceAll('./part-worker.js', './part-worker.cjs'),
  }
}

/** The others are run by another program. */
function withoutOtherCommands() {
  const absent = '\0absent'
  return {
    name: 'without-other-commands',
    resolveId(id, importer, { kind }) {
      const isCommand = kind === 'dynamic-import' && importer.endsWith('commands.js')
      return isCommand && id !== './export.js' ? absent : undefined
    },
    load: (id) => (id === absent ? 'export {}' : undefined),
  }
}

/** Where nothing is installed, RE2 cannot be loaded later. */
function re2Inside() {
  const target = resolve('dist/schema/validate/pattern/re2.js')
  return {
    name: 're2-inside',
    load(id) {
      if (resolve(id) !== target) return undefined
      return "import { RE2JS } from 're2js'\nexport function re2() { return RE2JS }\n"
    },
  }
}

/** The same of the compressor, where it is bundled at all. */
function compressorInside() {
  const target = resolve('node_modules/@bokuweb/zstd-wasm/dist/common')
  const read = "yield readFile(resolve(__dirname, './zstd.wasm'))"
  return {
    name: 'compressor-inside',
    transform(code, id) {
      if (!id.endsWith('zstd-wasm/dist/common/index.node.js')) return undefined
      if (!code.includes(read)) throw new Error(`${id}: expected ${read}`)
      const bytes = readFileSync(join(target, 'zstd.wasm')).toString('base64')
      return code.replace(read, `Buffer.from('${bytes}', 'base64')`)
    },
  }
}

/** What the licences of inlined packages ask to be passed on. */
function notices(packages) {
  return packages
    .map((name) => {
      const home = join('node_modules', name)
      const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
      const licence = readdirSync(home).find((file) => /^licen[cs]e/iu.test(file))
      if (!licence && !license) throw new Error(`${name} names no licence`)
      const text = licence
        ? readFileSync(join(home, licence), 'utf8').trim()
        : `Licence: ${license}`
      return `${name} ${version}\n\n${text}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function newestIn(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !join(entry.parentPath ?? entry.path).startsWith(folder))
    .reduce((newest, entry) => Math.max(newest, changedAt(join(entry.parentPath, entry.name))), 0)
}

function changedAt(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}
