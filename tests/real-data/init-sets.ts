import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pid } from 'node:process'
import { data, unpacked } from './unpack.js'

/** A set of `../shared/data`, and what the recipe that `init --yes` writes for it comes to. */
export interface InitSet {
  readonly name: string
  /** `init` and what it is given. */
  readonly args: readonly string[]
  readonly style: string
  /** Lines of the recipe's mapping, without what is said of them. */
  readonly mapping: readonly string[]
  readonly read: number
  /** Every reason for which records are dropped, with how many. */
  readonly dropped: Readonly<Record<string, number>>
}

const bfcl = join(unpacked, 'bfcl/data')

function of(...path: readonly string[]): string {
  return join(data, ...path)
}

/** Eleven thousand files, which the test unpacks for itself. */
export const maskbench: string = join(tmpdir(), `maskbench-${pid}`)

export const initSets: readonly InitSet[] = [
  {
    name: 'gsm8k',
    args: [of('gsm8k')],
    style: 'instruction_tuning',
    mapping: ['instruction_field: question', 'output_field: answer'],
    read: 8792,
    dropped: {},
  },
  {
    name: 'the laws',
    args: [of('gesetze/gesetze.jsonl.gz')],
    style: 'text_completion',
    mapping: ['text_field: content'],
    read: 2156,
    dropped: {},
  },
  {
    name: 'self-instruct',
    args: [of('self-instruct')],
    style: 'instruction_tuning',
    mapping: [
      'instruction_field: prompt',
      `output_field: { template: '{{completion | replace: "<|endoftext|>", "" | trim}}' }`,
    ],
    read: 55_185,
    // As many as the recipe written by hand drops for these reasons.
    dropped: { duplicate: 1153, 'empty-output': 1400 },
  },
  {
    name: 'evals',
    args: [of('evals/evals.jsonl.gz')],
    style: 'instruction_tuning',
    mapping: ['instruction_field: question', 'output_field: answer_matching_behavior'],
    read: 161_169,
    // Two of its 186 files hold sentences with blanks and no question.
    dropped: { duplicate: 2026, 'missing-field': 3289 },
  },
  {
    name: 'hh-rlhf',
    args: [of('hh-rlhf/test.jsonl.gz')],
    style: 'preference',
    mapping: ['prompt_field: { const: null }', 'chosen_field: chosen', 'rejected_field: rejected'],
    read: 2312,
    dropped: { 'empty-output': 4 },
  },
  {
    name: 'tau-bench',
    args: [join(unpacked, 'tau-bench/gpt-4o-airline.json')],
    style: 'chat_completion',
    mapping: ['messages_field: traj'],
    read: 199,
    dropped: {},
  },
  {
    name: 'tau-bench, as displayed',
    args: [of('tau-bench/*.jsonl')],
    style: 'text_completion',
    mapping: ['text_field: messages_display'],
    read: 88,
    dropped: {},
  },
  {
    name: 'bfcl, questions of one file',
    args: [join(bfcl, 'BFCL_v4_simple_python.json')],
    style: 'text_completion',
    mapping: ['text_field: question.0.0.content'],
    read: 400,
    dropped: {},
  },
  {
    name: 'bfcl, all questions',
    args: [bfcl],
    style: 'text_completion',
    mapping: ['text_field: question.0.0.content'],
    read: 4696,
    // The same questions come with other functions.
    dropped: { duplicate: 798 },
  },
  {
    name: 'bfcl, answers',
    args: [join(bfcl, 'possible_answer')],
    style: 'text_completion',
    mapping: ['ground_truth: {{ground_truth}}'],
    read: 3556,
    dropped: {},
  },
  {
    name: 'bfcl, functions',
    args: [join(bfcl, 'multi_turn_func_doc')],
    style: 'instruction_tuning',
    mapping: ['instruction_field: description', 'output_field: response'],
    read: 162,
    dropped: { duplicate: 1, 'missing-field': 1 },
  },
  {
    name: 'bbh, whose files are objects with a list of examples',
    args: [join(unpacked, 'bbh/bbh')],
    style: 'instruction_tuning',
    mapping: ['instruction_field: input', 'output_field: target'],
    read: 6511,
    dropped: { duplicate: 2 },
  },
  {
    name: 'gpteacher',
    args: [of('gpteacher')],
    style: 'instruction_tuning',
    mapping: ['instruction_field: instruction', 'input_field: input', 'output_field: response'],
    read: 24_224,
    // One set at five thresholds of similarity, each part of the next.
    dropped: { duplicate: 16_533 },
  },
  {
    name: 'chinook',
    args: [of('chinook/Chinook_Sqlite.sqlite')],
    style: 'text_completion',
    mapping: ['Name: {{Name}}', 'Composer: {{Composer | default: ""}}'],
    read: 3503,
    dropped: {},
  },
  {
    name: 'a table of chinook',
    args: [of('chinook/Chinook_Sqlite.sqlite'), '--table', 'Customer'],
    style: 'text_completion',
    mapping: ['FirstName: {{FirstName}}'],
    read: 59,
    dropped: {},
  },
  {
    name: 'verdicts of engines',
    args: [of('golden/*.jsonl.gz')],
    style: 'text_completion',
    mapping: ['id: {{id}}', 'cases: {{cases}}'],
    read: 50_184,
    // Engines that do not compile a schema do so for the same reason.
    dropped: { duplicate: 171 },
  },
  {
    name: 'small examples of schemas',
    args: [of('golden/micro-examples.json')],
    style: 'text_completion',
    mapping: ['schema: {{schema}}'],
    read: 135,
    dropped: {},
  },
  {
    name: 'maskbench',
    args: [join(maskbench, 'data/*.json')],
    style: 'text_completion',
    mapping: ['description: {{description}}', 'schema: {{schema}}'],
    read: 11_305,
    dropped: {},
  },
  {
    name: 'the JSON Schema test suite',
    args: [of('json-schema-test-suite/tests/draft2020-12/*.json')],
    style: 'text_completion',
    mapping: ['text_field: description'],
    read: 383,
    dropped: { duplicate: 3 },
  },
  {
    name: 'customers as CSV',
    args: [of('parquet-testing/data/delta_byte_array_expect.csv')],
    style: 'text_completion',
    mapping: ['c_first_name: {{c_first_name | default: ""}}'],
    read: 1000,
    dropped: {},
  },
]
