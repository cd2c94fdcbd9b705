import type { DropCode } from '../../records/verdict.js'

interface DropRemedy {
  readonly advice: string
  /** Path of the recipe key that decides. */
  readonly key: string
}

const atSource = 'Mend the source: the rejects say which records.'

/** What to do about each reason to drop. */
export const dropRemedies: Readonly<Record<DropCode, DropRemedy>> = {
  'invalid-utf8': { advice: 'Write the source as UTF-8.', key: 'source' },
  'invalid-json': { advice: atSource, key: 'source' },
  'duplicate-key': {
    advice: 'Write each key once; which value counts is not known.',
    key: 'source',
  },
  'lone-surrogate': { advice: 'Cut texts between characters, not inside of them.', key: 'source' },
  'too-deep': { advice: atSource, key: 'source' },
  'key-too-long': { advice: atSource, key: 'source' },
  'too-many-keys': { advice: 'Write what its keys stand for as an array.', key: 'source' },
  'not-an-object': { advice: 'Make each record a JSON object.', key: 'source' },
  'line-too-long': { advice: atSource, key: 'source' },
  'truncated-record': { advice: 'Fetch the input again: it was cut off.', key: 'source' },
  'ragged-row': { advice: 'Check the delimiter and the quotes of the file.', key: 'source' },
  'bad-quote': { advice: 'Check the delimiter and the quotes of the file.', key: 'source' },
  'bad-value': {
    advice: 'Replace the values by null or text where they come from.',
    key: 'source',
  },
  'missing-field': {
    advice: 'Check that the mapping names the fields as the records do.',
    key: 'field_mapping',
  },
  'wrong-type': {
    advice: 'Map a field of another type, or convert it at the source.',
    key: 'field_mapping',
  },
  'bad-messages': {
    advice: 'Check the roles and tool calls that the rejects name.',
    key: 'field_mapping.messages_field',
  },
  'schema-violation': {
    advice: 'Mend the most frequent error first, or loosen its keyword where the data is right.',
    key: 'structured_gen.json_schema',
  },
  'regex-mismatch': {
    advice: 'Correct the texts where the rejects say, or widen the regex.',
    key: 'structured_gen.regex',
  },
  'grammar-mismatch': {
    advice: 'Correct the texts where the rejects say, or widen the grammar.',
    key: 'structured_gen.grammar',
  },
  'constraint-undecided': {
    advice: 'Make the grammar less ambiguous, or lower quality.max_text_length.',
    key: 'structured_gen.grammar',
  },
  'empty-output': {
    advice: 'Check that the mapping takes the produced text from the right field.',
    key: 'quality.skip_empty_outputs',
  },
  'text-too-short': {
    advice: 'Lower the bound if short texts are wanted.',
    key: 'quality.min_text_length',
  },
  'text-too-long': {
    advice: 'Raise the bound if the model takes texts of that length, or cut them before.',
    key: 'quality.max_text_length',
  },
  'bad-weight': {
    advice: 'Name a field that holds numbers from 0.',
    key: 'weighting.weight_field',
  },
  'bad-timestamp': {
    advice: 'Name a field that holds ISO 8601 or seconds since 1970.',
    key: 'weighting.timestamp_field',
  },
  duplicate: {
    advice: 'Look at the largest clusters: texts repeated that often tell how the source was made.',
    key: 'quality.skip_duplicates',
  },
}
