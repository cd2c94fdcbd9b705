import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readPlainFileNow } from '../disk/plain-file.js'
import { notAnExport } from '../explore/export-failure.js'
import type { Json } from '../kernel/json-value.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { toPlain } from '../kernel/plain-json.js'
import { systemSeen } from '../kernel/system-failure.js'
import { indentJson } from '../kernel/write-json.js'
import { loadRecipe } from '../recipe/load-recipe.js'
import { loadSchemaBounded } from '../recipe/load-schema.js'
import { loadTextConstraint } from '../recipe/load-text-constraint.js'
import type { StructuredGenRecipe } from '../recipe/recipe.js'
import type { AnswerConstraint } from '../requests/answer-constraint.js'
import { answerSchema } from '../requests/answer-schema.js'
import { createRequest, type EngineRequest } from '../requests/create-request.js'
import { engineNames, type EngineName } from '../requests/engine.js'
import { grammarFormats, type GrammarFormat } from '../schema/grammar/parse-grammar.js'
import { flagOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { RequestOutput } from './outputs/request-output.js'
import { showWarnings } from './show-warnings.js'
import { usageInvalid } from './usage-invalid.js'

/** `loradex request`: the body that makes an engine enforce what the data was held to. */
export const requestCommand: RunCommand = async (given, io) => {
  const engine = readEngine(given)
  const constraint = await readConstraint(given, io)
  const request = createRequest(engine, constraint, {
    model: textOption(given, 'model') ?? 'MODEL',
    prompt: textOption(given, 'prompt') ?? 'PROMPT',
  })
  if (flagOption(given, 'json')) {
    io.stdout(JSON.stringify(outputOf(request), null, 2))
    return 0
  }
  showWarnings(request.warnings, io)
  const { content } = request
  io.stdout('code' in content ? content.code : indentJson(content.body).trimEnd())
  return 0
}

function outputOf({ content, ...request }: EngineRequest): RequestOutput {
  const plain = 'code' in content ? content : { body: toPlain(content.body) }
  return { format_version: 1, ...request, ...plain }
}

function readEngine(given: Given): EngineName {
  const named = textOption(given, 'engine')
  const engine = engineNames.find((name) => name === named)
  if (engine !== undefined) return engine
  const meant = named === undefined ? undefined : nearestWord(named, engineNames)
  throw usageInvalid(
    `--engine: expected one of ${engineNames.join(', ')}, saw ${named === undefined ? 'none' : JSON.stringify(named)}`,
    meant === undefined ? 'Name the engine with --engine.' : `Write --engine ${meant}.`,
  )
}

async function readConstraint(given: Given, io: CommandIo): Promise<AnswerConstraint> {
  const [schema, regex, grammar] = ['schema', 'regex', 'grammar'].map((name) =>
    textOption(given, name),
  )
  const [what] = given.arguments
  const said = [what, schema, regex, grammar].filter((name) => name !== undefined)
  if (said.length > 1) {
    throw usageInvalid(
      `loradex request: expected one of a recipe, an export, --schema, --regex and --grammar, saw ${said.length}`,
      'Name one of them.',
    )
  }
  const options = { baseFolder: io.cwd }
  if (schema !== undefined) {
    const loaded = await loadSchemaBounded(schema, { ...options, placeOf: () => '--schema' })
    return ofSchema(loaded.text)
  }
  if (regex !== undefined) return ofText({ regex }, { ...options, placeOf: () => '--regex' })
  if (grammar !== undefined) {
    const format = readFormat(given)
    const keys = { grammar, ...(format && { grammar_format: format }) }
    return ofText(keys, { ...options, placeOf: () => '--grammar' })
  }
  return ofFolderOrRecipe(what ?? 'loradex.yaml', io)
}

function readFormat(given: Given): GrammarFormat | undefined {
  const named = textOption(given, 'grammarFormat')
  const format = grammarFormats.find((name) => name === named)
  if (named === undefined || format !== undefined) return format
  throw usageInvalid(
    `--grammar-format: expected lark, ebnf or gbnf, saw ${JSON.stringify(named)}`,
    'Write --grammar-format lark, ebnf or gbnf.',
  )
}

function ofText(
  keys: Pick<StructuredGenRecipe, 'regex' | 'grammar' | 'grammar_format'>,
  options: Parameters<typeof loadTextConstraint>[1],
): AnswerConstraint {
  const loaded = loadTextConstraint(keys, options)
  if (loaded !== undefined) return loaded.constraint
  throw nothingNamed('a schema, regex or grammar')
}

function ofSchema(text: string): AnswerConstraint {
  return { kind: 'schema', schema: parseJsonText(text) ?? null }
}

function nothingNamed(where: string) {
  return usageInvalid(
    `${where}: expected a schema, regex or grammar, saw none`,
    'Pass one with --schema, --regex or --grammar.',
  )
}

async function ofFolderOrRecipe(what: string, io: CommandIo): Promise<AnswerConstraint> {
  const path = resolve(io.cwd, what)
  if (existsSync(path) && statSync(path).isDirectory()) return ofExport(path, what)
  const loaded = await loadRecipe(path, { shownPath: what, env: io.env })
  const { structured_gen, style } = loaded.recipe
  const text = loadTextConstraint(structured_gen, loaded)
  if (text !== undefined) return text.constraint
  if (structured_gen.json_schema === undefined) throw nothingNamed(`${what}: structured_gen`)
  const { text: schemaText } = await loadSchemaBounded(structured_gen.json_schema, loaded)
  return ofSample(schemaText, style, what)
}

/** What an export wrote beside its shards. */
function ofExport(path: string, shown: string): AnswerConstraint {
  const files = readdirSync(path)
  if (files.includes('regex.txt')) {
    return { kind: 'regex', text: readBeside('regex.txt', path, shown) }
  }
  const format = grammarFormats.find((name) => files.includes(`grammar.${name}`))
  if (format !== undefined) {
    return { kind: 'grammar', format, text: readBeside(`grammar.${format}`, path, shown) }
  }
  if (!files.includes('schema.json')) throw nothingNamed(shown)
  return ofSample(readBeside('schema.json', path, shown), undefined, shown)
}

function readBeside(name: string, path: string, shown: string): string {
  try {
    return readPlainFileNow(join(path, name)).toString()
  } catch (cause) {
    throw notAnExport(shown, `expected ${name} in ${shown}, saw ${systemSeen(cause)}`, cause)
  }
}

/** A schema of samples speaks of more than the answer. */
function ofSample(text: string, style: string | undefined, shown: string): AnswerConstraint {
  const schema: Json = parseJsonText(text) ?? null
  if (style === undefined || style === 'instruction_tuning') {
    return answerSchema(schema)
  }
  throw usageInvalid(
    `${shown}: expected a schema of instruction_tuning, saw one of ${style}`,
    'Pass the schema of the answer with --schema.',
  )
}
