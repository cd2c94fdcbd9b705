/** Stands in every record, and may stand in no log. */
export const RECORD = 'canaryrecord'
/** Is a password, a token or a key, and may be seen nowhere. */
export const SECRET = 'canarysecret'

/** A record that every style can use. */
export const record: Readonly<Record<string, string | number>> = {
  question: `${RECORD} question?`,
  answer: `${RECORD} answer, which is long enough`,
  system_prompt: RECORD,
  user_message: RECORD,
  assistant_response: `${RECORD} response, which is long enough`,
  content: `${RECORD} content, which is long enough`,
  prompt: RECORD,
  chosen: `${RECORD} chosen, which is long enough`,
  rejected: `${RECORD} rejected, which is long enough`,
  importance: 1,
}

/** Lines that are dropped, each for a reason of its own. */
export const badLines: readonly string[] = [
  `{"question":"${RECORD}`,
  `{"question":"${RECORD}","question":"${RECORD}"}`,
  `["${RECORD}"]`,
  `{"question":"\\ud800${RECORD}"}`,
  `{"${RECORD}":`.repeat(600),
  `{"question":["${RECORD}"],"answer":"${RECORD}"}`,
  `{"${RECORD}":"${RECORD}"}`,
  JSON.stringify({ ...record, answer: '' }),
  JSON.stringify({ ...record, importance: RECORD }),
  JSON.stringify({ ...record, created_at: RECORD }),
  JSON.stringify({ ...record, messages: [{ role: RECORD, content: RECORD }] }),
  JSON.stringify(record),
]

export const styles: readonly object[] = [
  { style: 'instruction_tuning' },
  { style: 'chat_completion' },
  { style: 'text_completion' },
  { style: 'preference' },
  { style: 'custom', custom: { template: { ask: `${RECORD} {{question}}` }, output: '/ask' } },
]

/** As much as possible is looked at, and so might be told. */
export const curious: Readonly<Record<string, object>> = {
  metadata: { include_metadata: true, metadata_fields: ['question'] },
  quality: { min_text_length: 10, skip_duplicates: true },
  weighting: { auto_weight_by_freshness: true, timestamp_field: 'created_at' },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  structured_gen: {
    enable_schema_validation: true,
    json_schema: { properties: { output: { maxLength: 5 }, text: { enum: ['x'] } } },
  },
  output: { include_rejected_records: true },
}
