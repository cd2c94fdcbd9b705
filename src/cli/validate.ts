import { resolve } from 'node:path'
import { validateFiles, type ValidationReport } from '../recipe/validate-files.js'
import { loadRecipe } from '../recipe/load-recipe.js'
import type { LineVerdict } from '../recipe/validate-line.js'
import { outputFormats, type OutputFormat } from '../schema/output/output-unit.js'
import { standardOutput } from '../schema/output/standard-output.js'
import { flagOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { ValidateOutput } from './outputs/validate-output.js'
import { showWarnings } from './show-warnings.js'
import { usageInvalid } from './usage-invalid.js'
import { wholeNumber } from './whole-number.js'

const DEFAULT_ERRORS_SHOWN = 10
const FATES = { kept: 'valid', dropped: 'invalid' }

export const validateCommand: RunCommand = async (given, io, reporter) => {
  const files = given.arguments.filter((file) => file !== undefined)
  const maxErrors =
    wholeNumber(textOption(given, 'maxErrors'), {
      flag: '--max-errors',
      min: 0,
      max: 1_000_000,
    }) ?? DEFAULT_ERRORS_SHOWN
  const output = outputOption(given)
  reporter.tell({ kind: 'phase', phase: 'read' })
  const report = await validateFiles(files, {
    ...(await readSchemaChoice(given, io)),
    cwd: io.cwd,
    maxErrors,
    signal: io.signal,
    onVerdict: (at, verdict) => {
      if (output) io.stdout(JSON.stringify({ at, ...outputOf(verdict, output) }))
    },
    onProgress: (progress) => reporter.tell({ kind: 'progress', progress, fates: FATES }),
  })
  showWarnings(report.warnings, io)
  const exitCode = report.passed ? 0 : 3
  reporter.conclude({ exitCode, lines: [], facts: {} })
  const printed: ValidateOutput = { format_version: 1, ...report }
  if (output) return exitCode
  if (flagOption(given, 'json')) io.stdout(JSON.stringify(printed, null, 2))
  else for (const line of describe(report)) io.stdout(line)
  return exitCode
}

function outputOption(given: Given): OutputFormat | undefined {
  const text = textOption(given, 'output')
  const format = outputFormats.find((known) => known === text)
  if (text === undefined || format) return format
  throw usageInvalid(
    `--output: expected ${outputFormats.join(', ')}, saw ${JSON.stringify(text.slice(0, 60))}`,
    'Pass one of the output formats of JSON Schema, for example --output basic.',
  )
}

function outputOf(verdict: LineVerdict, format: OutputFormat) {
  switch (verdict.kind) {
    case 'compliant':
      return standardOutput([], format)
    case 'violations':
      return standardOutput(verdict.errors, format)
    case 'unreadable':
      return { valid: false, error: `${verdict.code}: ${verdict.reason}` }
  }
}

async function readSchemaChoice(given: Given, io: CommandIo) {
  const schema = textOption(given, 'schema')
  const recipe = textOption(given, 'recipe')
  if ((schema === undefined) === (recipe === undefined)) {
    throw usageInvalid(
      `loradex validate: expected --schema or --recipe, saw ${schema === undefined ? 'neither' : 'both'}`,
      'Name the JSON Schema with --schema, or the recipe that names it with --recipe.',
    )
  }
  if (schema !== undefined) {
    return { schemaPath: schema, baseFolder: io.cwd, placeOf: flagName, minComplianceRate: 1 }
  }
  const shownPath = recipe ?? ''
  const loaded = await loadRecipe(resolve(io.cwd, shownPath), { shownPath, env: io.env })
  const { recipe: of } = loaded
  const { json_schema, regex, grammar } = of.structured_gen
  if (json_schema === undefined && regex === undefined && grammar === undefined) {
    throw usageInvalid(
      `${shownPath}: expected json_schema, regex or grammar in structured_gen, saw none`,
      'Name a schema in the recipe, or pass one with --schema.',
    )
  }
  const minComplianceRate = of.gates.min_compliance_rate ?? 1
  const { baseFolder, placeOf } = loaded
  const named = json_schema === undefined ? {} : { schemaPath: json_schema }
  return { ...named, recipe: of, baseFolder, placeOf, minComplianceRate }
}

function flagName(): string {
  return '--schema'
}

function* describe(report: ValidationReport): Generator<string> {
  for (const { at, errors } of report.invalid) {
    for (const error of errors) yield `${at}: ${error}`
  }
  const { total_validated, compliant, violations, unreadable } = report
  const rate = report.compliance_rate === null ? 'nothing to validate' : report.compliance_rate
  yield `validated ${total_validated}, compliant ${compliant}, violations ${violations}, unreadable ${unreadable}`
  yield `compliance rate ${rate} (allowed from ${report.min_compliance_rate}): ${report.passed ? 'passed' : 'FAILED'}`
}
