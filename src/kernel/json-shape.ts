/** More shapes than this are not worth remembering: every object seems to have its own. */
const MOST_SHAPES = 4096
/** Of an object with more keys, the keys are data rather than names of fields. */
const MOST_KEYS = 64
/** So is a longer key, in UTF-16 units; shapes are never forgotten, and so must be small. */
const LONGEST_KEY = 256

/**
 * A sequence of keys, shared by all objects that have just these keys in this order. Shapes form a
 * tree: each is its parent and one more key. So a record like those before it costs neither a map of
 * its own nor a look-up per key.
 */
export interface JsonShape {
  readonly keys: readonly string[]
  /** Of these, the last; empty for the shape without keys. */
  readonly lastKey: string
  /** Shapes with one key more, by that key. */
  readonly children: Map<string, JsonShape>
  /** The child that was needed last, which is likely to be needed next. */
  likely: JsonShape | undefined
  /** Place of each key in `keys`; made when it is asked for. */
  places: ReadonlyMap<string, number> | undefined
}

/** Every shape descends from the one without keys. */
export const emptyShape: JsonShape = shapeOf([])

let shapeCount = 0

/** The shape of objects with just these keys, which differ from each other. */
export function shapeOf(keys: readonly string[]): JsonShape {
  return {
    keys,
    lastKey: keys.at(-1) ?? '',
    children: new Map(),
    likely: undefined,
    places: undefined,
  }
}

/**
 * The shape with one key more: `taken` when the shape has the key already, `crowded` when there are
 * too many shapes or keys for another one, or the key is too long.
 */
export function shapeWith(shape: JsonShape, key: string): JsonShape | 'taken' | 'crowded' {
  const known = shape.children.get(key)
  if (known) return known
  if (shape.keys.includes(key)) return 'taken'
  if (shapeCount >= MOST_SHAPES || shape.keys.length >= MOST_KEYS) return 'crowded'
  if (key.length > LONGEST_KEY) return 'crowded'
  shapeCount += 1
  const child = shapeOf([...shape.keys, key])
  shape.children.set(key, child)
  return child
}

/** Place of the key among the shape's keys. */
export function placeOf(shape: JsonShape, key: string): number | undefined {
  shape.places ??= new Map(shape.keys.map((name, place) => [name, place]))
  return shape.places.get(key)
}
