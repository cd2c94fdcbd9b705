import { resolve } from 'node:path'
import { readFiles, readLines } from './read-records.js'
import type { Apart, Outcome } from './real-sets.js'

/** Code points. */
const LONGEST = 8192

export const gsm8k: Apart = () =>
  [...readLines('gsm8k', /^test/u), ...readLines('gsm8k', /^train/u)].map(
    ({ question, answer }) => ({ instruction: question, output: answer }),
  )

/** Most answers end with a whole number that has neither sign nor commas. */
export const gsm8kRegex: Apart = () =>
  gsm8k().map((sample) => {
    const { output } = sample as { readonly output: string }
    return /\n#### [0-9]+$/u.test(output) ? sample : 'regex-mismatch'
  })

const laws = () => readLines('gesetze', /jsonl/u)

export const gesetze: Record<'text' | 'instruction', Apart> = {
  text: (): readonly Outcome[] => laws().map(({ content }) => ({ text: content })),
  instruction: (): readonly Outcome[] =>
    laws().map(({ title, jurabk, content = '' }) =>
      lengthOf(content) > LONGEST
        ? 'text-too-long'
        : { instruction: `Gib den Wortlaut wieder: ${title} (${jurabk})`, output: content },
    ),
}

export const selfInstruct: Apart = () =>
  readLines('self-instruct', /jsonl/u).map(({ prompt = '', completion = '' }) => {
    const output = completion.split('<|endoftext|>').join('').trim()
    if (lengthOf(prompt) > LONGEST) return 'schema-violation'
    return output === '' ? 'empty-output' : { instruction: prompt, output }
  })

export const hhRlhf: Apart = () =>
  readLines('hh-rlhf', /jsonl/u).map(({ chosen = '', rejected = '' }) => {
    const marker = '\n\nAssistant:'
    const turns = [chosen.split(marker), rejected.split(marker)] as const
    let same = 0
    while (same + 1 < Math.min(turns[0].length, turns[1].length)) {
      if (turns[0][same] !== turns[1][same]) break
      same += 1
    }
    const prompt = turns[0].slice(0, same).join(marker) + marker
    const [good, bad] = [chosen.slice(prompt.length), rejected.slice(prompt.length)]
    return good.trim() === '' ? 'empty-output' : { prompt, chosen: good, rejected: bad }
  })

export const tauDisplay: Apart = () =>
  readLines('tau-bench', /jsonl$/u).map(({ messages_display }) => ({ text: messages_display }))

export const bbh: Apart = () =>
  readFiles(resolve('tests/real-data/.unpacked/bbh/bbh'), /json$/u).flatMap((file) => {
    const { examples } = file as {
      readonly examples: readonly Record<'input' | 'target', string>[]
    }
    return examples.map(({ input, target }) => ({ instruction: input, output: target }))
  })

export const gpteacher: Apart = () =>
  readFiles('gpteacher', /json/u).flatMap((file) =>
    (file as readonly Record<'instruction' | 'input' | 'response', string>[]).map(
      ({ instruction, input, response }) => ({
        instruction,
        ...(input !== '' && { input }),
        output: response,
      }),
    ),
  )

function lengthOf(text: string): number {
  return Array.from(text).length
}
