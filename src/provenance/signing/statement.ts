import { z } from 'zod'
import type { PlainJson } from '../../kernel/plain-json.js'
import { readJson } from './read-json.js'

/** https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export interface Statement {
  readonly _type: typeof STATEMENT_TYPE
  readonly subject: readonly Subject[]
  readonly predicateType: string
  readonly predicate: Readonly<Record<string, PlainJson>>
}

export interface Subject {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'

export const sha256Text: z.ZodType<string> = z.string().regex(/^[\da-f]{64}$/u)

const statementShape: z.ZodType<Statement> = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(z.object({ name: z.string(), digest: z.object({ sha256: sha256Text }) })).min(1),
  predicateType: z.string().min(1),
  predicate: z.record(z.string(), z.custom<PlainJson>()),
})

/** @throws `signature.invalid` */
export function readStatement(payload: Uint8Array, shown: string): Statement {
  return readJson(payload, statementShape, { shown, expected: 'an in-toto statement v1' })
}
