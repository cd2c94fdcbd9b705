import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPeftConfig } from './read-peft-config.js'

const plain = { peft_type: 'LORA', r: 8, lora_alpha: 16, target_modules: ['q_proj'] }

function problemsOf(change: object): readonly string[] {
  const read = readPeftConfig(Buffer.from(JSON.stringify({ ...plain, ...change })))
  assert.ok('config' in read)
  return read.problems.map(({ kind, field }) => `${kind} ${field}`)
}

describe('readPeftConfig', () => {
  it('reads what PEFT writes, and has its defaults for the rest', () => {
    const read = readPeftConfig(Buffer.from('{"peft_type":"LORA","lora_alpha":16.0}'))
    assert.ok('config' in read)
    const { rank, alpha, dropout, bias, targetModules, initLoraWeights } = read.config
    assert.deepEqual(
      [rank, alpha, dropout, bias, targetModules, initLoraWeights],
      [8, 16, 0, 'none', undefined, true],
    )
    assert.deepEqual(read.problems, [])
  })

  /** What was, in turn, a way to run code or to read files in the libraries that load adapters. */
  const attacks: Readonly<Record<string, readonly [change: object, problem: string]>> = {
    'peft#3085: a module to import': [
      { auto_mapping: { parent_library: 'os', base_model_class: 'system' } },
      'unsafe auto_mapping.parent_library',
    ],
    'peft#3085: a module that only begins well': [
      { auto_mapping: { parent_library: 'transformers_evil.x', base_model_class: 'A' } },
      'unsafe auto_mapping.parent_library',
    ],
    'peft#3085: a class that is a path': [
      { auto_mapping: { parent_library: 'transformers', base_model_class: 'a.b()' } },
      'unsafe auto_mapping.base_model_class',
    ],
    'megatron_core, which PEFT imports': [{ megatron_core: 'evil.core' }, 'unsafe megatron_core'],
    'CVE-2026-22807, CVE-2026-27893: auto_map': [
      { auto_map: { AutoModel: 'modeling.Evil' } },
      'unsafe auto_map',
    ],
    'CVE-2026-27893: trust_remote_code': [{ trust_remote_code: true }, 'unsafe trust_remote_code'],
    'CVE-2026-4372: an attention kernel of a repository': [
      { _attn_implementation_internal: 'evil/kernel' },
      'unsafe _attn_implementation_internal',
    ],
    'CVE-2026-5241: an attention kernel': [
      { attn_implementation: 'evil/kernel' },
      'unsafe attn_implementation',
    ],
    'transformers#46279: a vocabulary elsewhere': [
      { vocab_file: '/etc/passwd' },
      'unsafe vocab_file',
    ],
    'CVE-2026-1839: a cache that is unpickled': [
      { corda_config: { cache_file: '/tmp/x.pt' } },
      'unsafe corda_config.cache_file',
    ],
  }
  for (const [name, [change, problem]] of Object.entries(attacks)) {
    it(`refuses ${name}`, () => {
      assert.ok(problemsOf(change).includes(problem), problemsOf(change).join(', '))
    })
  }

  it('takes what PEFT itself writes in those fields', () => {
    assert.deepEqual(
      problemsOf({
        megatron_core: 'megatron.core',
        auto_mapping: {
          parent_library: 'transformers.models.llama.modeling_llama',
          base_model_class: 'LlamaForCausalLM',
        },
        corda_config: { cache_file: null, corda_method: 'ipm' },
      }),
      [],
    )
  })

  it('names fields that nobody knows, and members that objects inherit', () => {
    assert.deepEqual(problemsOf({ loradex: 1, constructor: 2 }), [
      'unknown loradex',
      'unknown constructor',
    ])
    const read = readPeftConfig(Buffer.from('{"peft_type":"LORA","__proto__":{"r":3}}'))
    assert.ok('config' in read)
    assert.equal(read.config.rank, 8)
    assert.equal(read.problems[0]?.field, '__proto__')
  })

  it('names values of a wrong type, and counts them as missing', () => {
    const change = { r: '64', target_modules: [1], rank_pattern: { q: 'x' }, use_dora: 'yes' }
    assert.deepEqual(problemsOf(change), [
      'wrong-type r',
      'wrong-type target_modules',
      'wrong-type rank_pattern',
      'wrong-type use_dora',
    ])
  })

  /** By the source of PEFT 0.21.2, and `re` of Python 3.11. */
  const values: Readonly<
    Record<string, readonly [refused: readonly unknown[], taken: readonly unknown[]]>
  > = {
    rank_pattern: [
      [{ '(': 4 }, { 'a**': 4 }, { q_proj: 4.5 }],
      [{ 'layers\\.[01]\\..*(?<!k)_proj': 4 }, { 'a)(b': 4 }],
    ],
    alpha_pattern: [[{ '[': 4 }], [{ q_proj: 4.5 }]],
    target_modules: [
      ['(', '*q_proj', '.*\\'],
      [
        '.*\\.(q|v)_proj',
        '(?P<x>.*)\\.(q_proj|v_proj)',
        '(?P<x>a)(?P=x)',
        '^(?!.*o_proj).*\\.(q|v)_proj$',
        '(?i).*(Q|V)_proj',
        '(?i:q)(?!x)(?#no ( here)',
        '.*\\.(?>q|v)_proj',
        '\\A.*(?=q)q\\-proj\\Z',
        '.*+q{2}+',
        'all-linear',
      ],
    ],
    exclude_modules: [['('], ['q.*']],
    lora_dropout: [
      [2, 1.0001],
      [0, 1, 0.1],
    ],
    init_lora_weights: [
      ['foo', 'pissa_niter_', 'EVA'],
      ['gaussian', 'OLoRA', 'pissa_niter_4', 'eva', 'corda', true, false],
    ],
    task_type: [
      ['FOO', 'causal_lm'],
      ['CAUSAL_LM', 'SEQ_CLS', null],
    ],
    peft_type: [
      ['lora', 'LORA2'],
      ['LORA', 'IA3', 'XLORA'],
    ],
  }
  for (const [field, [refused, taken]] of Object.entries(values)) {
    it(`knows what PEFT refuses of ${field}`, () => {
      for (const value of refused) {
        const found = problemsOf({ [field]: value })
        assert.equal(found.length, 1, JSON.stringify(value))
        assert.match(found[0] ?? '', new RegExp(`^refused ${field}`, 'u'))
      }
      for (const value of taken) {
        assert.deepEqual(problemsOf({ [field]: value }), [], JSON.stringify(value))
      }
    })
  }

  it('knows that a rank has no point, which JSON allows', () => {
    for (const [r, expected] of [
      ['8', []],
      ['8.0', ['refused r']],
      ['8e0', ['refused r']],
    ] as const) {
      const read = readPeftConfig(Buffer.from(`{"peft_type":"LORA","r":${r}}`))
      assert.ok('config' in read)
      assert.deepEqual(
        read.problems.map(({ kind, field }) => `${kind} ${field}`),
        expected,
      )
    }
  })

  it('knows what PEFT refuses of layers', () => {
    assert.deepEqual(problemsOf({ layers_pattern: 'h' }), ['refused layers_pattern'])
    assert.deepEqual(problemsOf({ layers_pattern: 'h', layers_to_transform: [0] }), [])
    assert.deepEqual(problemsOf({ layers_pattern: [] }), [])
    const text = { target_modules: '.*q_proj' }
    assert.deepEqual(problemsOf({ ...text, layers_to_transform: [0] }), [
      'refused layers_to_transform',
    ])
    assert.deepEqual(problemsOf({ ...text, layers_pattern: 'h' }), ['refused layers_pattern'])
  })

  it('takes a negative dropout for what PEFT does not take as it is', () => {
    assert.deepEqual(problemsOf({ lora_dropout: -0.5 }), ['wrong-type lora_dropout'])
  })

  for (const text of ['', '[]', 'null', '{"r":1,"r":2}', '{"r":8']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.ok('fault' in readPeftConfig(Buffer.from(text)))
    })
  }
})
