import type { Json } from '../../kernel/json-value.js'
import { compileSchema, type CompiledSchema } from '../validate/compile-schema.js'
import { compileApart, type ApartOptions } from './compile-apart.js'
import { isQuickToCompile } from './quick-to-compile.js'

/** A command has nothing else to do meanwhile: the largest schemas take two seconds, this is a slow machine. */
const TIMEOUT_MS = 10_000

/**
 * Compiles a schema that somebody else has written in this thread, once it is known to end: a small one
 * is, any other is first compiled in a thread that is killed when it takes too long or too much.
 * @throws `schema.invalid` as `compileSchema`, and when a limit is reached
 */
export async function compileBounded(
  schema: Json,
  options: ApartOptions = {},
): Promise<CompiledSchema> {
  const { timeoutMs = TIMEOUT_MS, memoryMb, ...compile } = options
  if (!isQuickToCompile(schema)) {
    const limits = { timeoutMs, ...(memoryMb !== undefined && { memoryMb }) }
    const trial = await compileApart(schema, { ...compile, ...limits })
    await trial.close()
  }
  return compileSchema(schema, compile)
}
