import { counted, grouped } from '../propose/counted.js'
import type { Proposal } from '../propose/proposal.js'
import type { RecordSample } from '../sample/record-sample.js'
import { writeYaml } from './write-yaml.js'

export interface RecipeTextOptions {
  /** Path of the schema for editors. */
  readonly editorSchema: string
  /** What must be done before the recipe can be run; one line each. */
  readonly notes: readonly string[]
}

/** The recipe file: the schema for editors first, then what it rests on, then every key with its reason. */
export function recipeText(
  { recipe, reasons }: Proposal,
  sample: RecordSample,
  { editorSchema, notes }: RecipeTextOptions,
): string {
  return [
    `# yaml-language-server: $schema=${editorSchema}`,
    `# Proposed by \`loradex init\` from ${basis(sample)}. Change what you know better.`,
    ...notes.map((note) => `# ${note}`),
    writeYaml(recipe, reasons),
  ].join('\n')
}

/** `all 8,792 records`, `6,899 of 55,185 records`, `5,000 records`. */
export function basis({ records, isComplete, total, isTotalExact }: RecordSample): string {
  if (isComplete) return `all ${counted(records.length, 'record')}`
  if (total === undefined) return counted(records.length, 'record')
  return `${grouped(records.length)} of ${isTotalExact ? '' : 'about '}${counted(total, 'record')}`
}
