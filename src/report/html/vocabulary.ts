import type { DropCode } from '../../records/verdict.js'
import type { FunnelStep } from '../funnel.js'
import type { Gates } from '../gates.js'

/** What a gate bounds, in words. */
export const gateNames: Readonly<Record<keyof Gates, string>> = {
  min_compliance_rate: 'Samples that keep the schema',
  max_duplicate_rate: 'Duplicates among the records',
  max_drop_rate: 'Records dropped',
  min_samples: 'Samples written',
  min_diversity_score: 'Diversity of the texts',
}

/** What happens at a step, as a place in a sentence. */
export const stepNames: Readonly<Record<FunnelStep, string>> = {
  read: 'reading',
  map: 'mapping',
  schema: 'schema',
  quality: 'quality',
  weight: 'weights',
  duplicates: 'duplicates',
}

/** What was wrong, short enough for a cell. */
export const dropReasons: Readonly<Record<DropCode, string>> = {
  'invalid-utf8': 'not UTF-8',
  'invalid-json': 'not JSON',
  'duplicate-key': 'a key twice in one object',
  'lone-surrogate': 'half of a surrogate pair',
  'too-deep': 'nested too deep',
  'key-too-long': 'a key longer than 65,536 characters',
  'too-many-keys': 'an object of more than 100,000 keys',
  'not-an-object': 'JSON, but not an object',
  'line-too-long': 'longer than 64 MiB',
  'truncated-record': 'the input ends within it',
  'ragged-row': 'more or fewer fields than columns',
  'bad-quote': 'a quote that is never closed or may not stand there',
  'bad-value': 'a value without a JSON form',
  'missing-field': 'a field that the style needs is missing',
  'wrong-type': 'a field has a type that the style cannot use',
  'bad-messages': 'not a conversation',
  'schema-violation': 'violates the JSON Schema',
  'regex-mismatch': 'the produced text does not match the regex',
  'grammar-mismatch': 'the produced text does not match the grammar',
  'constraint-undecided': 'whether the grammar matches takes too many steps to tell',
  'empty-output': 'nothing to produce',
  'text-too-short': 'the produced text is too short',
  'text-too-long': 'a text is too long',
  'bad-weight': 'the weight is no number from 0',
  'bad-timestamp': 'the timestamp is none',
  duplicate: 'an earlier record gave the same content',
}
