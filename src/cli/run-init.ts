import { basename, dirname, join, relative, resolve } from 'node:path'
import { fromPlain, toPlain } from '../kernel/plain-json.js'
import { lookAt } from '../init/look-at.js'
import { counted } from '../init/propose/counted.js'
import type { Findings, Proposal } from '../init/propose/proposal.js'
import { proposeRecipe } from '../init/propose/propose-recipe.js'
import { rankCandidates } from '../init/propose/rank-candidates.js'
import { findSource } from '../init/source/find-source.js'
import type { FoundSource } from '../init/source/found-source.js'
import { editorSchema, SCHEMA_COPY } from '../init/write/editor-schema.js'
import { basis, recipeText } from '../init/write/recipe-text.js'
import { checkFree, writeFiles, type NewFile } from '../init/write/write-files.js'
import { recipeSchemaText } from '../recipe/recipe-schema.js'
import { createAsker, Stopped, type Asker } from './asker.js'
import { clip } from './cell-text.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { exportCommand } from './export.js'
import { chooseCandidate } from './init-questions.js'
import { columnTable } from './init-table.js'
import { initJson } from './init-json.js'
import { noProposal } from './no-proposal.js'

export interface InitSettings {
  readonly source: string | undefined
  /** The recipe to write, relative to the current folder. */
  readonly file: string
  readonly table: string | undefined
  readonly query: string | undefined
  /** Questions may be asked, if there is somebody to answer. */
  readonly asks: boolean
  readonly force: boolean
  readonly dryRun: boolean
  readonly json: boolean
}

/** Terminals of unknown width, and files. */
const USUAL_WIDTH = 100

/** A sample of the dry run may be a book. */
const LONGEST_LINE = 300

/** Looks at a source, proposes a recipe, asks what it cannot know, writes it and tries it. */
export async function runInit(settings: InitSettings, io: CommandIo): Promise<ExitCode> {
  const path = resolve(io.cwd, settings.file)
  const recipeFolder = dirname(path)
  const writes = !settings.dryRun
  if (writes) await checkFree({ path, shown: settings.file }, settings.force)
  const asker = settings.asks && io.terminal ? createAsker(io.terminal, io.signal) : undefined
  try {
    const found = await findSource(settings.source, {
      cwd: io.cwd,
      recipeFolder,
      env: io.env,
      table: settings.table,
      query: settings.query,
      choose: asker?.choose,
      signal: io.signal,
    })
    const findings = await lookAt(found, { recipeFolder, signal: io.signal })
    const proposal = await propose({ settings, path, found, findings, asker }, io)
    const files = await filesOf({ settings, path, found, findings, proposal })
    if (writes) await writeFiles(files, settings.force)
    if (settings.json) {
      const result = initJson({ found, findings, proposal, files: files.map(({ shown }) => shown) })
      io.stdout(JSON.stringify(toPlain(fromPlain(result)), null, 2))
    }
    if (settings.dryRun && !settings.json) io.stdout(files[0]?.text.trimEnd() ?? '')
    if (settings.dryRun || settings.json) return 0
    io.stderr(`wrote ${files.map(({ shown }) => shown).join(' and ')}`)
    const code = await tryIt({ settings, found, asker }, io)
    for (const line of nextSteps(settings, found)) io.stderr(line)
    io.stdout(settings.file)
    return code
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    io.stderr('stopped: nothing was written')
    return 130
  }
}

interface Proposing {
  readonly settings: InitSettings
  readonly path: string
  readonly found: FoundSource
  readonly findings: Findings
  readonly asker: Asker | undefined
}

async function propose(
  { settings, path, found, findings, asker }: Proposing,
  io: CommandIo,
): Promise<Proposal> {
  const { sample, columns } = findings
  if (!settings.json) {
    io.stderr(`${found.name}: looked at ${basis(sample)}`)
    if (found.reason !== undefined) io.stderr(`  (${found.reason})`)
    for (const [code, count] of sample.damaged)
      io.stderr(`  ${counted(count, 'record')} dropped: ${code}`)
    io.stderr('')
    for (const line of columnTable(columns, io.columns ?? USUAL_WIDTH)) io.stderr(line)
    io.stderr('')
  }
  const ranked = rankCandidates(columns, sample.records)
  const [best] = ranked
  const candidate = asker ? await chooseCandidate(asker, ranked, columns) : best?.candidate
  if (candidate === undefined) throw noProposal(found.name)
  const stem = basename(path).replace(/\.[^.]*$/u, '')
  const isDefault = stem === 'loradex'
  const proposal = proposeRecipe(findings, candidate, {
    source: found.recipe,
    sourceReason: found.reason,
    outFolder: isDefault ? 'out' : `${stem}-out`,
    schemaFile: isDefault ? 'schema.json' : `${stem}.schema.json`,
  })
  if (!settings.json) for (const line of summary(proposal)) io.stderr(line)
  return proposal
}

function* summary({ candidate, measured }: Proposal): Generator<string> {
  const { kept, records, blank } = measured
  yield `${candidate.style}: keeps ${counted(kept - blank, 'record')} of ${records.toLocaleString('en')} looked at`
  const width = Math.max(...candidate.fields.map(({ field }) => field.length))
  for (const { field, source, columns, reason } of candidate.fields) {
    const from = columns.length > 1 ? `${columns.length} columns` : (columns[0]?.path ?? '–')
    const by = typeof source === 'string' || columns.length !== 1 ? '' : ', as text'
    yield `  ${field.padEnd(width)}  ${clip(from, 40)}${by} (${reason})`
  }
}

interface Writing {
  readonly settings: InitSettings
  readonly path: string
  readonly found: FoundSource
  readonly findings: Findings
  readonly proposal: Proposal
}

/** The recipe first. */
async function filesOf(writing: Writing): Promise<readonly NewFile[]> {
  const { settings, path, found, findings, proposal } = writing
  const folder = dirname(path)
  const shownFolder = dirname(settings.file)
  const editor = await editorSchema(folder)
  const notes = found.unset.map((name) => `Set ${name} in the environment before it is run.`)
  const text = recipeText(proposal, findings.sample, { editorSchema: editor.path, notes })
  const files: NewFile[] = [{ path, shown: settings.file, text }]
  const { file } = proposal.schema
  if (file !== undefined) {
    files.push({
      path: join(folder, file),
      shown: join(shownFolder, file),
      text: proposal.schema.text,
    })
  }
  if (editor.isCopy) {
    const shown = join(shownFolder, SCHEMA_COPY)
    files.push({
      path: join(folder, SCHEMA_COPY),
      shown,
      text: recipeSchemaText(),
      mayReplace: true,
    })
  }
  return files
}

interface Trying {
  readonly settings: InitSettings
  readonly found: FoundSource
  readonly asker: Asker | undefined
}

async function tryIt({ settings, found, asker }: Trying, io: CommandIo): Promise<ExitCode> {
  if (asker && !(await asker.confirm('Run the dry run?'))) return 0
  const shown: CommandIo = {
    ...io,
    env: found.env,
    stdout: (line) => io.stderr(clip(line, LONGEST_LINE)),
  }
  io.stderr('')
  return exportCommand({ arguments: [settings.file], options: { dryRun: true, set: [] } }, shown)
}

function* nextSteps({ file }: InitSettings, { unset }: FoundSource): Generator<string> {
  const recipe = relative('.', file) === 'loradex.yaml' ? '' : ` ${shellWord(file)}`
  yield ''
  yield 'next:'
  for (const name of unset)
    yield `  export ${name}=…   # the URL that you gave: it holds a secret, the recipe does not`
  yield `  loradex export${recipe}`
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
