import { dirname, resolve } from 'node:path'
import { lookAt } from '../init/look-at.js'
import type { Candidate } from '../init/propose/candidate.js'
import type { Findings, Proposal } from '../init/propose/proposal.js'
import { proposeRecipe } from '../init/propose/propose-recipe.js'
import { rankCandidates } from '../init/propose/rank-candidates.js'
import { findSource } from '../init/source/find-source.js'
import type { FoundSource } from '../init/source/found-source.js'
import { filesOfProposal } from '../init/write/files-of-proposal.js'
import { checkFree, writeFiles, type NewFile } from '../init/write/write-files.js'
import { createAsker, Stopped, type Asker } from './asker.js'
import { clip } from './cell-text.js'
import type { CommandIo } from './command-io.js'
import type { Reporter } from './progress/reporter.js'
import type { ExitCode } from './exit-code.js'
import { exportCommand } from './export.js'
import { initJson } from './init-json.js'
import { findingLines, nextLines, outFolder, proposalLines, schemaFile } from './init-lines.js'
import { chooseCandidate } from './init-questions.js'
import { listed } from '../init/propose/counted.js'
import { noProposal } from './no-proposal.js'

/** The dry run tells how it goes. */
interface InitIo extends CommandIo {
  readonly reporter: Reporter
}

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
export async function runInit(settings: InitSettings, io: InitIo): Promise<ExitCode> {
  const { file, force, json } = settings
  const path = resolve(io.cwd, file)
  if (!settings.dryRun) await checkFree({ path, shown: file }, force)
  const asker = settings.asks && io.person ? createAsker(io.person, io.signal) : undefined
  try {
    const prepared = await prepare({ settings, path, asker }, io)
    const [recipe] = prepared.files
    if (!settings.dryRun) await writeFiles(prepared.files, force)
    if (json) io.stdout(jsonText(prepared, !settings.dryRun))
    else if (settings.dryRun) io.stdout(recipe.text.trimEnd())
    if (json || settings.dryRun) return 0
    io.stderr(`wrote ${listed(prepared.files.map(({ shown }) => shown))}`)
    return await tryIt({ file, found: prepared.found, asker }, io)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    io.stderr('stopped: nothing was written')
    return 130
  }
}

interface Prepared {
  readonly found: FoundSource
  readonly findings: Findings
  readonly proposal: Proposal
  readonly files: readonly [NewFile, ...NewFile[]]
}

interface Preparing {
  readonly settings: InitSettings
  readonly path: string
  readonly asker: Asker | undefined
}

async function prepare({ settings, path, asker }: Preparing, io: InitIo): Promise<Prepared> {
  const { source, table, query, file, json } = settings
  const recipeFolder = dirname(path)
  const { cwd, env, signal } = io
  const choose = asker?.choose
  const found = await findSource(source, { cwd, recipeFolder, env, table, query, choose, signal })
  const findings = await lookAt(found, { recipeFolder, signal })
  const tell = json ? () => {} : io.stderr
  for (const line of findingLines(found, findings, io.terminal?.columns() ?? USUAL_WIDTH))
    tell(line)
  const candidate = await chooseFrom(findings, { asker, name: found.name })
  const proposal = proposeRecipe(findings, candidate, {
    source: found.recipe,
    sourceReason: found.reason,
    outFolder: outFolder(file),
    schemaFile: schemaFile(file),
  })
  for (const line of proposalLines(proposal)) tell(line)
  const { sample } = findings
  const files = await filesOfProposal({ proposal, sample, path, shown: file, unset: found.unset })
  return { found, findings, proposal, files }
}

async function chooseFrom(
  { columns, sample }: Findings,
  { asker, name }: { readonly asker: Asker | undefined; readonly name: string },
): Promise<Candidate> {
  const ranked = rankCandidates(columns, sample.records)
  const [best] = ranked
  if (best === undefined) throw noProposal(name)
  return asker ? chooseCandidate(asker, ranked, columns) : best.candidate
}

function jsonText({ files, ...prepared }: Prepared, written: boolean): string {
  const result = initJson({ ...prepared, files: files.map(({ shown }) => shown), written })
  return JSON.stringify(result, null, 2)
}

interface Trying {
  readonly file: string
  readonly found: FoundSource
  readonly asker: Asker | undefined
}

/** The recipe is written, whatever is answered now. */
async function tryIt({ file, found, asker }: Trying, io: InitIo): Promise<ExitCode> {
  const isWanted = asker === undefined || (await asker.confirm('Run the dry run?').catch(asNo))
  const code = isWanted ? await dryRun({ file, found }, io) : 0
  for (const line of nextLines(file, found)) io.stderr(line)
  io.stdout(file)
  return code
}

function asNo(error: unknown): boolean {
  if (error instanceof Stopped) return false
  throw error
}

async function dryRun({ file, found }: Omit<Trying, 'asker'>, io: InitIo): Promise<ExitCode> {
  io.stderr('')
  const toPerson: CommandIo = {
    ...io,
    env: found.env,
    stdout: (line) => io.stderr(clip(line, LONGEST_LINE)),
  }
  return exportCommand(
    { arguments: [file], options: { dryRun: true, set: [] } },
    toPerson,
    io.reporter,
  )
}
