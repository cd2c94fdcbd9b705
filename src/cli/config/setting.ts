/** A default of this machine. None may change the bytes of an export: those are for the recipe to say. */
export interface Setting {
  /** In the configuration file. */
  readonly key: string
  readonly about: string
  /** What it may be, or the range of a whole number. */
  readonly values: readonly string[] | { readonly min: number; readonly max: number }
  readonly byDefault: string
  /** How the environment says it, which counts before the file. */
  readonly spelling: Spelling
  /** The option that counts before both. */
  readonly flag?: string
}

/** How a setting is said by variables. */
export interface Spelling {
  /** In the order in which they count. */
  readonly variables: readonly string[]
  /** What one of them sets. */
  read(variable: string, value: string): string
  /** The variables that set it. */
  write(value: string): Readonly<Record<string, string>>
}

/** The setting is the value of one variable. */
export function sameAs(variable: string): Spelling {
  return {
    variables: [variable],
    read: (_, value) => value,
    write: (value) => ({ [variable]: value }),
  }
}

/** https://no-color.org and https://force-color.org */
export const colourSpelling: Spelling = {
  variables: ['NO_COLOR', 'FORCE_COLOR'],
  read: (variable, value) =>
    variable === 'NO_COLOR' || ['0', 'false'].includes(value.toLowerCase()) ? 'never' : 'always',
  write(value) {
    if (value === 'never') return { NO_COLOR: '1' }
    return value === 'always' ? { FORCE_COLOR: '1' } : {}
  },
}
