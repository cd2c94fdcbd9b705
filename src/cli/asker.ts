import type { Choice, Choose } from '../init/source/found-source.js'
import type { Person } from './person.js'

/** Puts questions to a person. */
export interface Asker {
  readonly choose: Choose
  confirm(question: string): Promise<boolean>
}

/** The person pressed Ctrl-C or Escape. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** More choices than this are searched by typing. */
const MOST_LISTED = 12

/** Questions on a terminal. What draws them is loaded with the first. */
export function createAsker({ input, output }: Person, signal: AbortSignal): Asker {
  const common = { input, output, signal }

  async function choose(message: string, choices: readonly Choice[]): Promise<number> {
    const { autocomplete, isCancel, select } = await import('@clack/prompts')
    const options = choices.map(({ label, hint }, value) => ({ value, label, hint }))
    const answer =
      options.length > MOST_LISTED
        ? await autocomplete({ ...common, message, options, maxItems: MOST_LISTED })
        : await select({ ...common, message, options })
    if (isCancel(answer)) throw new Stopped()
    return answer
  }

  async function confirm(message: string): Promise<boolean> {
    const prompts = await import('@clack/prompts')
    const answer = await prompts.confirm({ ...common, message })
    if (prompts.isCancel(answer)) throw new Stopped()
    return answer
  }

  return { choose, confirm }
}
