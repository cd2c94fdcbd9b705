/** What is known of the modules of a base model. */
export interface BaseModel {
  /** As it was named. */
  readonly shown: string
  /** `llama`, `qwen2`, … as `config.json` says. */
  readonly modelType: string
  /** Where the modules are known from; undefined when the architecture is not known. */
  readonly knownFrom: 'weights' | 'config' | undefined
  /** By path, in the order of the model. */
  readonly modules: ReadonlyMap<string, ModuleShape>
  readonly layers: number | undefined
  readonly vocabulary: number | undefined
}

/** Of a weight matrix; undefined where it is quantised, so that its shape says nothing. */
export type ModuleShape = { readonly outputs: number; readonly inputs: number } | undefined

/** What classes put before the names of their checkpoints. */
const classPrefix = /^(?:model|transformer|gpt_neox|backbone)\./u

/** The module at a path. Checkpoints may leave out the first part, which the class adds. */
export function findModule(
  { modules }: BaseModel,
  path: string,
): { readonly shape: ModuleShape } | undefined {
  if (modules.has(path)) return { shape: modules.get(path) }
  const [first] = classPrefix.exec(path) ?? []
  if (first === undefined) return undefined
  const rest = path.slice(first.length)
  if (!modules.has(rest)) return undefined
  const hasFirst = [...modules.keys()].some((known) => known.startsWith(first))
  return hasFirst ? undefined : { shape: modules.get(rest) }
}
