import { resolve } from 'node:path'
import { readPrivateKey } from '../provenance/signing/read-key.js'
import { planRelease, type ReleasePlan } from '../provenance/release/plan-release.js'
import type { ReleaseVerdict } from '../provenance/release/verdict.js'
import { writeRelease, type WrittenRelease } from '../provenance/release/write-release.js'
import { VERSION } from '../recipe/version.js'
import { countOf } from '../ui/format-number.js'
import { engineOption } from './adapter/engine-option.js'
import { flagOption, textOption, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { ReleaseOutput } from './outputs/release-output.js'
import { adapterJudges } from './release/adapter-judges.js'
import { neededOption, privateKeyFile } from './signing-options.js'

export const releaseCommand: RunCommand = async (given, io) => {
  const [shown = '.'] = given.arguments
  const folder = resolve(io.cwd, shown)
  const engines = engineOption(given)
  const isDry = flagOption(given, 'dryRun')
  const version = neededOption(given, 'version', 'Name the version of the release, such as 1.2.0.')
  const key = isDry
    ? undefined
    : await readPrivateKey(
        privateKeyFile(
          neededOption(given, 'key', 'Name a private key, or look first with --dry-run.'),
          io,
        ),
      )
  const path = (name: string): string | undefined => {
    const value = textOption(given, name)
    return value === undefined ? undefined : resolve(io.cwd, value)
  }
  const [exportFolder, parentFolder, base] = [path('export'), path('parent'), path('base')]
  const trainerFolder = path('trainer')
  const plan = await planRelease({
    folder,
    shown,
    version,
    ...(exportFolder !== undefined && {
      exportFolder,
      shownExport: textOption(given, 'export') ?? '',
    }),
    ...(parentFolder !== undefined && { parentFolder }),
    trainerFolder,
    baseFolder: base,
    signal: io.signal,
    ...optionalText('changelog', textOption(given, 'changelog')),
    ...optionalText('license', textOption(given, 'license')),
    releasedAt: new Date(),
    loradexVersion: VERSION,
    judges: adapterJudges({ shown, base, engines }),
  })
  const written =
    key !== undefined && plan.passed ? await writeRelease(plan, { folder, shown, key }) : undefined
  if (flagOption(given, 'json')) io.stdout(JSON.stringify(outputOf(plan, written), undefined, 2))
  else for (const line of tableOf(plan.verdicts)) io.stdout(line)
  tell(plan, { shown, isDry, written }, io)
  return plan.passed ? 0 : 3
}

function optionalText<Name extends string>(name: Name, text: string | undefined) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key loses its name
  return (text === undefined ? {} : { [name]: text }) as { readonly [Key in Name]?: string }
}

function* tableOf(verdicts: readonly ReleaseVerdict[]): Generator<string> {
  const width = Math.max(...verdicts.map(({ check }) => check.length))
  for (const { check, verdict, details } of verdicts) {
    const [first = '', ...others] = details
    yield `${verdict.padEnd(7)}  ${check.padEnd(width)}  ${first}`.trimEnd()
    for (const line of others) yield `${' '.repeat(width + 9)}  ${line}`
  }
}

interface Told {
  readonly shown: string
  readonly isDry: boolean
  readonly written: WrittenRelease | undefined
}

function tell(plan: ReleasePlan, { shown, isDry, written }: Told, io: CommandIo): void {
  const failed = plan.verdicts.filter(({ verdict }) => verdict === 'failed').length
  if (failed > 0) io.stderr(`${shown}: ${countOf(failed, 'check')} failed, nothing was written`)
  else if (isDry) io.stderr(`${shown}: could be released, nothing was written`)
  if (written === undefined) return
  if (written.keptCard) io.stderr(`${shown}/README.md: somebody wrote it, so it stays`)
  io.stderr(`${shown}: ${countOf(written.written.length, 'file')} written, the last is model.sig`)
  io.stderr(`next: loradex verify ${shown} --key <its public key>`)
}

function outputOf(plan: ReleasePlan, written: WrittenRelease | undefined): ReleaseOutput {
  const { metadata } = plan.facts.adapter
  return {
    format_version: 1,
    adapter: metadata.adapter_id,
    version: metadata.adapter_version,
    passed: plan.passed,
    verdicts: plan.verdicts,
    engines: plan.engines,
    lineage: plan.graph.digest,
    written: written?.written ?? [],
    ...(written && { key_fingerprint: written.signature.fingerprint }),
  }
}
