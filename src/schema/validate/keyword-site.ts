import type { Json, JsonObject } from '../../kernel/json-value.js'
import type { Dialect } from './dialects/dialect.js'
import type { LoradexError } from '../../kernel/error.js'
import type { Place } from './place.js'
import { instancePointer, subject } from './place.js'
import type { Compiled, Visit } from './rule.js'
import { keywordLocation } from './keyword-location.js'
import { schemaInvalid } from './schema-invalid.js'
import { schemaPointer, type Resource, type SchemaNode } from './schema-node.js'
import type { SchemaError } from './validator.js'

/** A keyword where it stands in its schema, and what compiling it may ask for. */
export interface KeywordSite {
  readonly keyword: string
  readonly value: Json
  /** The schema the keyword stands in. */
  readonly schema: JsonObject
  readonly node: SchemaNode
  readonly dialect: Dialect
  readonly compiler: Compiler
}

/** What keywords need from the compiler. */
export interface Compiler {
  readonly assertFormats: boolean
  readonly assertContent: boolean
  /** The subschema at `tokens` below the schema, applied to a part of the value. */
  part(site: KeywordSite, ...tokens: readonly string[]): Compiled
  /** As `part`, but applied to the value itself. */
  inPlace(site: KeywordSite, ...tokens: readonly string[]): Compiled
  /** What a reference leads to; applied to the value itself. */
  reference(site: KeywordSite, reference: string): Compiled
  /** The schema, entered from another; keeps the dynamic scope. */
  enter(from: Resource, target: SchemaNode): Compiled
  /** All schemas with this dynamic anchor will be compiled. */
  expectDynamic(anchor: string | undefined): void
  warn(text: string): void
}

/** The keyword's value is not what the keyword allows. */
export function siteInvalid(
  site: KeywordSite,
  problem: string,
  hint: string,
): LoradexError<'schema.invalid'> {
  return schemaInvalid({ pointer: schemaPointer(site.node, site.keyword), problem, hint })
}

/** Adds an error of the keyword about the visited value: its name, then `text`. */
export function addError(site: KeywordSite, visit: Visit, text: string): void {
  addMessage(site, visit, { place: visit.place, message: `${subject(visit.place)} ${text}` })
}

interface Faulty extends Pick<KeywordSite, 'keyword' | 'node'> {
  /** The schema that refuses by itself: `false`. */
  readonly at?: SchemaNode
}

/** As `addError`, with the whole message and the place it is about. */
export function addMessage(
  site: Faulty,
  visit: Visit,
  { place, message }: { readonly place: Place | undefined; readonly message: string },
): void {
  visit.errors.push({
    keyword: site.keyword,
    instancePointer: instancePointer(place),
    message,
    locate: () => locationsOf(site, visit),
  })
}

function locationsOf(
  { at, node, keyword }: Faulty,
  { trail }: Visit,
): Pick<SchemaError, 'schemaPointer' | 'keywordLocation'> {
  return at
    ? { schemaPointer: schemaPointer(at), keywordLocation: keywordLocation(at, '', trail) }
    : {
        schemaPointer: schemaPointer(node, keyword),
        keywordLocation: keywordLocation(node, keyword, trail),
      }
}

/** The visit of a member or item of the visited value. */
export function visitPart(visit: Visit, token: string | number): Visit {
  return { ...visit, place: { parent: visit.place, token } }
}
