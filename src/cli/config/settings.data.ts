import { MOST_WORKERS } from '../most-workers.js'

/** A default of this machine. None may change the bytes of an export: those are for the recipe to say. */
export interface Setting {
  /** In the configuration file. */
  readonly key: string
  readonly about: string
  /** What it may be, or the range of a whole number. */
  readonly values: readonly string[] | { readonly min: number; readonly max: number }
  readonly byDefault: string
  /** The variable that the setting is the default of. */
  readonly variable: string
  /** The option that counts before both. */
  readonly flag?: string
}

export const settings: readonly Setting[] = [
  {
    key: 'workers',
    about: 'threads of an export',
    values: { min: 1, max: MOST_WORKERS },
    byDefault: 'as many as there are cores',
    variable: 'LORADEX_WORKERS',
    flag: '--workers',
  },
]
