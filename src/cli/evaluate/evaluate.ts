import { join, resolve } from 'node:path'
import { checkSameQuestions } from '../../evaluation/check-same-questions.js'
import { compareAnswers, evaluateAnswers } from '../../evaluation/evaluate.js'
import type { Answer } from '../../evaluation/metric.js'
import { readAnswers } from '../../evaluation/read-answers.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { compileBounded } from '../../schema/apart/compile-bounded.js'
import type { Validator } from '../../schema/validate/validator.js'
import { VERSION } from '../../recipe/version.js'
import { flagOption, textOption, type Given, type RunCommand } from '../command.js'
import type { CommandIo } from '../command-io.js'
import type { EvaluateOutput } from '../outputs/evaluate-output.js'
import { usageInvalid } from '../usage-invalid.js'
import { wholeNumber } from '../whole-number.js'
import { invalid, readEvaluationData, readText, type EvaluationData } from './evaluation-data.js'
import { evaluationLines } from './evaluation-lines.js'
import { writeResults, type ResultsToWrite } from './write-results.js'

const METADATA = 'adapter_metadata.json'
const DEFAULT_SPLIT = 'test'

export const evaluateCommand: RunCommand = async (given, io) => {
  const [shown = ''] = given.arguments
  const text = await readText(resolve(io.cwd, shown), shown, 'predictions')
  const source = await sourceOf(given, io)
  const answers = answersOf(text, shown, source)
  const validator = await validatorOf(given, io)
  const seed = numberOption(given, 'seed', { fallback: 0, min: 0, max: 2 ** 32 - 1 })
  const resamples = numberOption(given, 'resamples', { fallback: 1000, min: 10, max: 1e6 })
  const options = { seed, resamples, validator }
  const other = textOption(given, 'compare')
  const otherText =
    other === undefined ? '' : await readText(resolve(io.cwd, other), other, 'predictions')
  const second = other === undefined ? [] : answersOf(otherText, other, source)
  if (other !== undefined) {
    checkSameQuestions({ answers, shown }, { answers: second, shown: other })
  }
  const results = evaluateAnswers(answers, options)
  const baseline =
    other === undefined
      ? undefined
      : { results: evaluateAnswers(second, options), predictions: otherText }
  const output: EvaluateOutput = {
    format_version: 1,
    predictions: shown,
    answers: answers.length,
    dataset: source?.data ?? null,
    seed,
    results,
    comparison: other === undefined ? [] : compareAnswers(answers, second, options),
    written: await write(given, io, { text, results, source, seed, baseline }),
  }
  if (flagOption(given, 'json')) io.stdout(JSON.stringify(output, null, 2))
  else for (const line of evaluationLines(output)) io.stdout(line)
  if (output.written !== null) io.stderr(`${output.written}: ${results.length} results written`)
  return 0
}

interface NumberRange {
  readonly fallback: number
  readonly min: number
  readonly max: number
}

function numberOption(given: Given, name: string, { fallback, min, max }: NumberRange): number {
  return wholeNumber(textOption(given, name), { flag: `--${name}`, min, max }) ?? fallback
}

async function sourceOf(given: Given, { cwd }: CommandIo): Promise<EvaluationData | undefined> {
  const shown = textOption(given, 'export')
  if (shown === undefined) return undefined
  const split = textOption(given, 'split') ?? DEFAULT_SPLIT
  return readEvaluationData(resolve(cwd, shown), shown, split)
}

/** Predictions answer the samples in their order. */
function answersOf(
  text: string,
  shown: string,
  source: EvaluationData | undefined,
): readonly Answer[] {
  const answers = readAnswers(text, shown)
  if (answers.length === 0) throw invalid(shown, 'expected predictions, saw none')
  if (source === undefined) return answers
  const { expected, data } = source
  if (expected.length !== answers.length) {
    const wanted = `${expected.length} predictions, one for each sample of ${data.split}`
    throw invalid(shown, `expected ${wanted}, saw ${answers.length}`)
  }
  return answers.map((answer, place) => ({
    ...answer,
    expected: expected[place] ?? answer.expected,
  }))
}

async function validatorOf(given: Given, { cwd }: CommandIo): Promise<Validator | undefined> {
  const shown = textOption(given, 'schema')
  if (shown === undefined) return undefined
  const schema = parseJsonText(await readText(resolve(cwd, shown), shown, 'a JSON Schema'))
  if (schema === undefined) throw invalid(shown, 'expected a JSON Schema, saw text that is no JSON')
  return compileBounded(schema)
}

interface Evaluated {
  readonly text: string
  readonly results: EvaluateOutput['results']
  readonly source: EvaluationData | undefined
  readonly seed: number
  readonly baseline: ResultsToWrite['baseline']
}

async function write(
  given: Given,
  { cwd }: CommandIo,
  evaluated: Evaluated,
): Promise<string | null> {
  const folder = textOption(given, 'adapter')
  if (folder === undefined) return null
  const { source, results, seed, text, baseline } = evaluated
  if (source === undefined) {
    throw usageInvalid(
      '--adapter: expected --export besides, saw none',
      'Name the export, so that the results say on which data they are.',
    )
  }
  const file = join(folder, METADATA)
  await writeResults(
    { path: resolve(cwd, file), shown: file, cwd },
    {
      results,
      data: source.data,
      seed,
      predictions: text,
      baseline,
      loradexVersion: VERSION,
    },
  )
  return file
}
