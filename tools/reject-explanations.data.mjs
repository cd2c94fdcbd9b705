// What each reason to drop means. `node tools/docs.mjs` fails where one is missing or left over.
export const rejectCodes = {
  'invalid-utf8': 'The bytes of the record are not UTF-8.',
  'invalid-json': 'The record is not JSON.',
  'duplicate-key': 'An object of the record has a key twice, so one of the values would be lost.',
  'lone-surrogate':
    'A text holds half of a surrogate pair (`\\ud800` alone), which is no character.',
  'too-deep': 'Arrays and objects are nested more than 512 deep.',
  'key-too-long': 'A key of the record is longer than 65,536 characters.',
  'too-many-keys': 'An object of the record has more than 100,000 keys.',
  'not-an-object': 'The record is JSON, but not an object.',
  'line-too-long': 'The record is longer than 64 MiB. It is skipped without being held in memory.',
  'truncated-record': 'The input ends within the record: the file was cut off.',
  'ragged-row': 'A CSV row has more or fewer fields than there are columns.',
  'bad-quote': 'A CSV row has a quote where none may stand, or one that is never closed.',
  'bad-value': 'A value of the source has no JSON form: NaN, infinity, text of another encoding.',
  'missing-field': 'A field that the style needs is missing, null or blank.',
  'wrong-type': 'A field has a type that the style cannot use, such as a number as an instruction.',
  'bad-messages': 'The messages are not a conversation: role, content or tool calls are wrong.',
  'schema-violation': 'The sample violates the JSON Schema; `errors` says where.',
  'regex-mismatch': 'The produced text does not match `structured_gen.regex`; `errors` says where.',
  'grammar-mismatch':
    'The produced text does not match `structured_gen.grammar`; `errors` says where.',
  'constraint-undecided':
    'Whether the produced text matches takes more steps than a check may take.',
  'empty-output': 'There is nothing to produce: no text, or only white space.',
  'text-too-short': 'The produced text has fewer code points than `quality.min_text_length`.',
  'text-too-long': 'The produced text, or a text that a template makes, is too long.',
  'bad-weight': 'The explicit weight is not a finite number from 0, or the product is not finite.',
  'bad-timestamp': 'The timestamp is neither ISO 8601 nor seconds nor milliseconds since 1970.',
  duplicate: 'An earlier record gave the same content; `kept` says which.',
}
