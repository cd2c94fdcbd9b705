import type { Column } from '../init/columns/column.js'
import type { Candidate, MappedField } from '../init/propose/candidate.js'
import { asOutput, asText } from '../init/propose/field-source.js'
import { isScalar } from '../init/propose/find-column.js'
import type { RankedCandidate } from '../init/propose/rank-candidates.js'
import type { Asker } from './asker.js'
import { clip } from './cell-text.js'

/** Lets a person take one of the candidates, or put one together. */
export async function chooseCandidate(
  asker: Asker,
  ranked: readonly RankedCandidate[],
  columns: readonly Column[],
): Promise<Candidate> {
  const choices = ranked.map(({ candidate, keptShare }, index) => ({
    label: describe(candidate),
    hint: `keeps ${Math.round(100 * keptShare)} %${index === 0 ? ', recommended' : ''}`,
  }))
  const own = { label: 'something else', hint: 'choose the style and the columns' }
  const place = await asker.choose('What is a sample made of?', [...choices, own])
  return ranked[place]?.candidate ?? ownCandidate(asker, columns)
}

function describe({ style, fields }: Candidate): string {
  const used = fields.flatMap(({ columns }) => columns)
  const names = used.slice(0, 3).map(({ path }) => clip(path, 24))
  const more = used.length > 3 ? ` and ${used.length - 3} more` : ''
  return `${style} of ${names.join(', ')}${more}`
}

interface AskedField {
  readonly field: MappedField['field']
  readonly question: string
  readonly isOptional?: boolean
  readonly canBe: (column: Column) => boolean
}

const answers = (column: Column) =>
  isScalar(column) || column.kind === 'list' || column.kind === 'object'
const spoken = (column: Column) => isScalar(column) || column.kind === 'messages'

/** What each style is made of. */
const styles: readonly {
  readonly style: Candidate['style']
  readonly about: string
  readonly fields: readonly AskedField[]
}[] = [
  {
    style: 'instruction_tuning',
    about: 'an instruction and what is produced',
    fields: [
      { field: 'instruction_field', question: 'What is asked?', canBe: isScalar },
      { field: 'input_field', question: 'Further input?', canBe: isScalar, isOptional: true },
      { field: 'output_field', question: 'What is to be produced?', canBe: answers },
    ],
  },
  {
    style: 'chat_completion',
    about: 'a list of messages',
    fields: [{ field: 'messages_field', question: 'Where are the messages?', canBe: () => true }],
  },
  {
    style: 'text_completion',
    about: 'plain text',
    fields: [{ field: 'text_field', question: 'Which text?', canBe: isScalar }],
  },
  {
    style: 'preference',
    about: 'a better and a worse answer',
    fields: [
      { field: 'prompt_field', question: 'What is asked?', canBe: spoken, isOptional: true },
      { field: 'chosen_field', question: 'Which answer is better?', canBe: spoken },
      { field: 'rejected_field', question: 'Which answer is worse?', canBe: spoken },
    ],
  },
]

async function ownCandidate(asker: Asker, columns: readonly Column[]): Promise<Candidate> {
  const choices = styles.map(({ style, about }) => ({ label: style, hint: about }))
  const chosen = styles[await asker.choose('Which style?', choices)] ?? styles[0]
  const fields: MappedField[] = []
  for (const asked of chosen?.fields ?? []) fields.push(await askField(asker, asked, columns))
  return { style: chosen?.style ?? 'instruction_tuning', fields, strength: 1 }
}

async function askField(
  asker: Asker,
  { field, question, canBe, isOptional = false }: AskedField,
  columns: readonly Column[],
): Promise<MappedField> {
  const usable = columns.filter((column) => column.filled > 0 && canBe(column))
  const none = { label: 'nothing', hint: 'leave it out' }
  const choices = usable.map((column) => ({
    label: clip(column.path, 40),
    hint: clip(typeof column.example === 'string' ? column.example : column.kind, 40),
  }))
  const place = await asker.choose(question, isOptional ? [none, ...choices] : choices)
  const column = usable[isOptional ? place - 1 : place]
  if (column === undefined) {
    return { field, source: { const: null }, columns: [], reason: 'left out, as chosen' }
  }
  const source = field === 'output_field' ? asOutput(column) : sourceOf(field, column)
  return { field, source, columns: [column], reason: 'as chosen' }
}

function sourceOf(field: MappedField['field'], column: Column): MappedField['source'] {
  const isKept = field === 'messages_field' || column.kind === 'messages'
  return isKept ? column.path : asText(column)
}
