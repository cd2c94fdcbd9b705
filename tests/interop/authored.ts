interface Authored {
  readonly recipe: object
  readonly records: readonly object[]
  /** Of the data set, in any order. */
  readonly columns: readonly string[]
}

const ROWS = 60

function rows(make: (index: number) => object): readonly object[] {
  return Array.from({ length: ROWS }, (_, index) => make(index))
}

function recipe(name: string, rest: object): object {
  return { source: { type: 'jsonl', path: `${name}.jsonl` }, ...rest }
}

const tool = {
  type: 'function',
  function: { name: 'add', parameters: { type: 'object', properties: { a: { type: 'number' } } } },
}

function conversation(index: number): object {
  const call = { name: 'add', arguments: JSON.stringify({ a: index, b: [1.5, null] }) }
  return {
    messages: [
      { role: 'user', content: `Add 1 to ${index} 🏔` },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: `c${index}`, type: 'function', function: call }],
      },
      { role: 'tool', tool_call_id: `c${index}`, content: String(index + 1) },
      { role: 'assistant', content: `It is ${index + 1}, as it should be.` },
    ],
    ...(index % 2 === 0 && { tools: [tool] }),
    importance: 1 + index / 8,
  }
}

/** Small sets that the project brings along, one for each style, kind of column and compression. */
export const authored: Readonly<Record<string, Authored>> = {
  'authored-instruction': {
    recipe: recipe('authored-instruction', { output: { compression: 'gzip' } }),
    records: rows((index) => ({
      question: `How much is ${index} × 2?`,
      ...(index > 40 && { context: 'Answer in words.' }),
      answer: `That is ${index * 2}. „Gewiss“ \u2028 🏔`,
    })),
    columns: ['instruction', 'input', 'output', 'weight'],
  },
  'authored-structured': {
    recipe: recipe('authored-structured', {
      split: { key: 'question', ratios: { train: 0.7, test: 0.3 } },
      structured_gen: {
        enable_schema_validation: true,
        json_schema: { properties: { output: { required: ['sum'] } } },
        include_schema_in_output: true,
      },
    }),
    records: rows((index) => ({
      question: `What do we know about ${index}?`,
      // Beside a column of any JSON, load_dataset rounds numbers to 10 decimals.
      answer: { sum: index / 8, parts: index % 2 === 0 ? [] : [{ [`k${index}`]: index }] },
      tags: index % 3 === 0 ? ['a'] : [],
    })),
    columns: ['instruction', 'output', 'weight', 'metadata', '__schema__'],
  },
  'authored-chat': {
    recipe: recipe('authored-chat', { style: 'chat_completion', output: { compression: 'zstd' } }),
    records: rows(conversation),
    columns: ['messages', 'tools', 'weight'],
  },
  'authored-preference': {
    recipe: recipe('authored-preference', { style: 'preference' }),
    records: rows((index) => ({
      prompt: [{ role: 'user', content: `Say ${index}, please.` }],
      chosen: [{ role: 'assistant', content: `Gladly: ${index}.` }],
      rejected: [{ role: 'assistant', content: 'No.' }],
    })),
    columns: ['prompt', 'chosen', 'rejected', 'weight'],
  },
  'authored-text': {
    recipe: recipe('authored-text', { style: 'text_completion', output: { shard_bytes: 1000 } }),
    records: rows((index) => ({ content: `§ ${index} Dieses Gesetz gilt.`, source: 'authored' })),
    columns: ['text', 'weight', 'metadata'],
  },
}
