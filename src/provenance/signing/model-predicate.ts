import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fromPlain } from '../../kernel/plain-json.js'
import { writeJson } from '../../kernel/write-json.js'
import { isSafeName } from './file-names.js'
import { readJson } from './read-json.js'
import { malformed, signatureInvalid } from './signature-failure.js'
import { readStatement, sha256Text, STATEMENT_TYPE, type Statement } from './statement.js'

/** What a model signature says: https://github.com/ossf/model-signing-spec, version 1.0. */
export interface ModelPredicate {
  readonly serialization: {
    readonly method: 'files'
    readonly hash_type: 'sha256'
    readonly allow_symlinks: boolean
    readonly ignore_paths: readonly string[]
  }
  readonly resources: readonly Resource[]
}

export interface Resource {
  readonly name: string
  readonly algorithm: 'sha256'
  readonly digest: string
}

const MODEL_SIGNATURE = 'https://model_signing/signature/v1.0'

/** Members that are not known are for later versions, and say nothing to this one. */
const predicateShape: z.ZodType<ModelPredicate> = z.object({
  serialization: z.object({
    method: z.literal('files'),
    hash_type: z.literal('sha256'),
    allow_symlinks: z.boolean(),
    ignore_paths: z.array(z.string()).default([]),
  }),
  resources: z
    .array(z.object({ name: z.string(), algorithm: z.literal('sha256'), digest: sha256Text }))
    .min(1),
})

export interface SignedModel extends ModelPredicate {
  /** Name of the folder that was signed; no more than a name. */
  readonly name: string
}

export function modelStatement(name: string, predicate: ModelPredicate): Statement {
  const { serialization, resources } = predicate
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name, digest: { sha256: rootDigest(resources) } }],
    predicateType: MODEL_SIGNATURE,
    predicate: {
      serialization: { ...serialization },
      resources: resources.map((resource) => ({ ...resource })),
    },
  }
}

/** Over the bytes of all digests as they are listed; no identity, as tools list files in other orders. */
function rootDigest(resources: readonly Resource[]): string {
  const hash = createHash('sha256')
  for (const { digest } of resources) hash.update(digest, 'hex')
  return hash.digest('hex')
}

/** @throws `signature.invalid` */
export function readModelStatement(payload: Uint8Array, shown: string): SignedModel {
  const { subject, predicateType, predicate } = readStatement(payload, shown)
  if (predicateType !== MODEL_SIGNATURE) {
    throw malformed(shown, 'a model signature v1.0', 'a statement of another type')
  }
  refuseOtherMethods(predicate, shown)
  const bytes = Buffer.from(writeJson(fromPlain(predicate)))
  const read = readJson(bytes, predicateShape, { shown, expected: 'the digests of a model' })
  const names = read.resources.map(({ name }) => name)
  const [first] = subject
  if (first === undefined || subject.length !== 1) {
    throw malformed(shown, 'one subject', String(subject.length))
  }
  const unsafe = names.find((name) => !isSafeName(name))
  if (unsafe !== undefined) {
    throw malformed(shown, 'names of files within the model', JSON.stringify(unsafe))
  }
  if (new Set(names).size < names.length) {
    throw malformed(shown, 'each file once', 'a file that is listed twice')
  }
  if (rootDigest(read.resources) !== first.digest.sha256) {
    throw malformed(shown, 'the digest of all digests that the subject has', 'another one')
  }
  return { ...read, name: first.name }
}

/** Shards and BLAKE2 are in the specification; the reference verifier's command takes neither. */
function refuseOtherMethods({ serialization }: Statement['predicate'], shown: string): void {
  const named = z.object({ method: z.string(), hash_type: z.string() }).safeParse(serialization)
  if (!named.success) return
  const { method, hash_type } = named.data
  if (method === 'files' && hash_type === 'sha256') return
  const seen = `${method} by ${hash_type}`
  throw signatureInvalid(shown, { reason: 'unsupported', expected: 'files by sha256', seen })
}
