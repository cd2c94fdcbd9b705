import { Worker } from 'node:worker_threads'
import type { Json } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'
import type { CompileOptions } from '../validate/compile-schema.js'
import { checkSize } from '../validate/check-size.js'
import { schemaInvalid } from '../validate/schema-invalid.js'
import type { SchemaError } from '../validate/validator.js'
import type { Answer, Question } from './apart-messages.js'

export interface ApartOptions extends Omit<CompileOptions, 'documents'> {
  /** Longest that compiling, or a verdict, may take. @default 1000 */
  readonly timeoutMs?: number
  /** Most that the heap of the schema may take, in megabytes. @default 256 */
  readonly memoryMb?: number
}

/** A compiled schema in a thread of its own. */
export interface ApartValidator {
  /** Everything wrong with the value; empty when it is valid. @throws `schema.invalid` beyond a limit */
  errors(value: Json): Promise<readonly SchemaError[]>
  /** Ends the thread; so does what is beyond a limit. */
  close(): Promise<void>
}

/**
 * Compiles a schema that somebody else has written, in a thread that is killed when it takes too long or
 * too much. The caller's thread never waits for it.
 * @throws `schema.invalid` as `compileSchema`, and when a limit is reached
 *
 * @example
 * ```ts
 * import { compileApart, fromPlain } from 'loradex/schema'
 *
 * const validator = await compileApart(fromPlain({ minLength: 2 }), { timeoutMs: 500 })
 * console.log((await validator.errors('x'))[0]?.message) // Sample too short (min 2 chars)
 * await validator.close()
 * ```
 */
export async function compileApart(
  schema: Json,
  options: ApartOptions = {},
): Promise<ApartValidator> {
  const { timeoutMs = 1000, memoryMb = 256, ...compile } = options
  checkSize(schema, compile.maxValues)
  const thread = openThread({ timeoutMs, memoryMb })
  try {
    await thread.ask({ kind: 'compile', schema: writeJson(schema), options: compile })
  } catch (error) {
    await thread.close()
    throw error
  }
  return {
    errors: (value) => thread.ask({ kind: 'errors', value: writeJson(value) }),
    close: thread.close,
  }
}

interface ThreadLimits {
  readonly timeoutMs: number
  readonly memoryMb: number
}

interface Waiting {
  readonly timer: NodeJS.Timeout
  settle(answer: Answer): void
  fail(error: Error): void
}

/** Answers come in the order of the questions; the first one that does not come in time ends it all. */
function openThread({ timeoutMs, memoryMb }: ThreadLimits) {
  const worker = new Worker(new URL('./apart-worker.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const waiting: Waiting[] = []
  let end: Error | undefined

  const endWith = (error: Error): void => {
    end ??= error
    for (const { timer, fail } of waiting.splice(0)) {
      clearTimeout(timer)
      fail(end)
    }
    void worker.terminate()
  }
  worker.on('message', (answer: Answer) => {
    const first = waiting.shift()
    clearTimeout(first?.timer)
    first?.settle(answer)
  })
  worker.on('error', () => endWith(beyond(`${memoryMb} MB of memory`)))
  worker.on('exit', () => endWith(beyond(`${memoryMb} MB of memory`)))
  worker.unref()

  return {
    ask: (question: Question) =>
      new Promise<readonly SchemaError[]>((settle, fail) => {
        if (end) return fail(end)
        const timer = setTimeout(() => endWith(beyond(shownTime(timeoutMs))), timeoutMs)
        waiting.push({
          timer,
          fail,
          settle: (answer) =>
            'fault' in answer ? fail(schemaInvalid(answer.fault)) : settle(answer.errors),
        })
        worker.postMessage(question)
      }),
    async close() {
      endWith(closed())
      await worker.terminate()
    },
  }
}

function closed(): Error {
  return schemaInvalid({
    pointer: '',
    problem: 'expected a thread that is open, saw one that was closed',
    hint: 'Call compileApart again.',
  })
}

function shownTime(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`
}

function beyond(limit: string): Error {
  return schemaInvalid({
    pointer: '',
    problem: `expected a schema that takes at most ${limit}, saw one that takes more`,
    hint: 'Make the schema smaller: refer to repeated parts with $ref, and leave out what is not needed.',
  })
}
