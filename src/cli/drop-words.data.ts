import type { DropCode } from '../records/verdict.js'

interface DropWords {
  /** What was wrong, short enough for the end of a line. */
  readonly meaning: string
  /** The part of the recipe that decides. */
  readonly key: string
}

export const dropWords: Readonly<Record<DropCode, DropWords>> = {
  'invalid-utf8': { meaning: 'not UTF-8', key: 'source' },
  'invalid-json': { meaning: 'not JSON', key: 'source' },
  'duplicate-key': { meaning: 'a key twice in one object', key: 'source' },
  'lone-surrogate': { meaning: 'half of a surrogate pair', key: 'source' },
  'too-deep': { meaning: 'nested too deep', key: 'source' },
  'not-an-object': { meaning: 'JSON, but not an object', key: 'source' },
  'line-too-long': { meaning: 'longer than 64 MiB', key: 'source' },
  'truncated-record': { meaning: 'the input ends within it', key: 'source' },
  'ragged-row': { meaning: 'more or fewer fields than columns', key: 'source' },
  'bad-quote': { meaning: 'a quote that is out of place or never closed', key: 'source' },
  'bad-value': { meaning: 'a value that JSON cannot hold', key: 'source' },
  'missing-field': { meaning: 'a field that the style needs is missing', key: 'field_mapping' },
  'wrong-type': { meaning: 'a field has a type that the style cannot use', key: 'field_mapping' },
  'bad-messages': { meaning: 'the messages are no conversation', key: 'field_mapping' },
  'schema-violation': {
    meaning: 'violates the JSON Schema',
    key: 'structured_gen.json_schema',
  },
  'empty-output': { meaning: 'nothing to produce', key: 'quality.skip_empty_outputs' },
  'text-too-short': { meaning: 'the produced text is too short', key: 'quality.min_text_length' },
  'text-too-long': { meaning: 'a text is too long', key: 'quality.max_text_length' },
  'bad-weight': { meaning: 'the weight is no number from 0', key: 'weighting.weight_field' },
  'bad-timestamp': { meaning: 'the timestamp is none', key: 'weighting.timestamp_field' },
  duplicate: {
    meaning: 'an earlier record gave the same content',
    key: 'quality.skip_duplicates',
  },
}
