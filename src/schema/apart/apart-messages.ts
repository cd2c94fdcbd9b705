import type { CompileOptions } from '../validate/compile-schema.js'
import type { SchemaFault } from '../validate/schema-invalid.js'
import type { SchemaError } from '../validate/validator.js'

/** What the thread of a schema is asked; schema and values as JSON text. */
export type Question =
  | {
      readonly kind: 'compile'
      readonly schema: string
      readonly options: Omit<CompileOptions, 'documents'>
    }
  | { readonly kind: 'errors'; readonly value: string }

/** No errors for a schema that was compiled. */
export type Answer = { readonly errors: readonly SchemaError[] } | { readonly fault: SchemaFault }
