export { compileSchema } from './validate/compile-schema.js'
export type { CompiledSchema, CompileOptions } from './validate/compile-schema.js'
export type { DialectName } from './validate/dialects/dialect-name.js'
export type { SchemaError, Validator } from './validate/validator.js'
