import { resolve } from 'node:path'
import { filesIn, readFiles, textOf } from './read-records.js'
import type { Apart } from './real-sets.js'

const unpacked = resolve('tests/real-data/.unpacked')

export const tauBench: Apart = () =>
  readFiles(`${unpacked}/tau-bench`, /json$/u).flatMap((file) =>
    (file as readonly { readonly traj: unknown }[]).map(({ traj }) => ({ messages: traj })),
  )

interface Question {
  readonly id: string
  readonly question: readonly unknown[][]
  readonly function: readonly unknown[]
}

/** Per call: name → argument → accepted values. */
type Truth = readonly Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>[]

interface Answer {
  readonly id: string
  readonly ground_truth: Truth
}

export const bfcl: Apart = () => {
  const folder = `${unpacked}/bfcl/data`
  const answers = new Map(
    (linesIn(`${folder}/possible_answer`, /json$/u) as readonly Answer[])
      .filter(({ ground_truth: [first] }) => typeof first === 'object' && !Array.isArray(first))
      .map(({ id, ground_truth }) => [id, ground_truth]),
  )
  const questions = linesIn(folder, /^BFCL_v4_(?:live|multiple|parallel|simple).*json$/u)
  return (questions as readonly Question[])
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    .flatMap(({ id, question: [asked = []], function: functions }) => {
      const truth = answers.get(id)
      if (truth === undefined || hasObjects(truth)) return []
      return [
        {
          messages: [...asked, { role: 'assistant', content: '', tool_calls: truth.map(callOf) }],
          tools: JSON.stringify(
            functions.map((definition) => ({ type: 'function', function: definition })),
          ),
        },
      ]
    })
}

/** The calls alone, and the first thing that is said. */
export const bfclCalls: Apart = () =>
  bfcl().map((sample) => {
    const { messages } = sample as Conversation
    const [asked, called] = [messages[0], messages.at(-1)]
    const output = called?.tool_calls?.map((call) => call.function)
    return { instruction: asked?.content, output }
  })

interface Conversation {
  readonly messages: readonly {
    readonly content: string
    readonly tool_calls?: readonly { readonly function: object }[]
  }[]
}

function callOf(call: Truth[number], place: number): object {
  const [[name, options] = ['', {}]] = Object.entries(call)
  const given = Object.entries(options)
    .map(([key, [value]]) => [key, JSON.stringify(value) as string | undefined] as const)
    .filter(([, value]) => value !== undefined && value !== '""')
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}: ${value}`)
  return {
    id: `call_${place}`,
    type: 'function',
    function: { name, arguments: `{${given.join(', ')}}` },
  }
}

function hasObjects(truth: Truth): boolean {
  return truth
    .flatMap((call) => Object.values(call))
    .flatMap((options) => Object.values(options))
    .some(([value]) => typeof value === 'object' && value !== null && !Array.isArray(value))
}

function linesIn(folder: string, pattern: RegExp): readonly unknown[] {
  return filesIn(folder, pattern).flatMap((path) =>
    textOf(path)
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  )
}
