/** What `-o, --out <folder>` says, in its parts. */
export interface OptionFlags {
  /** `--out` */
  readonly long: string
  /** `-o` */
  readonly short?: string
  /** `folder`; absent for an option that takes no value. */
  readonly value?: string
  /** The value may be left out: `--open [browser]`. */
  readonly isValueOptional: boolean
}

export function readFlags(flags: string): OptionFlags {
  const names = flags.match(/(?<=^|[\s,])-{1,2}[\w-]+/gu) ?? []
  const short = names.find((name) => /^-[^-]/u.test(name))
  const value = /[<[]([^\]>]+)[\]>]/u.exec(flags)?.[1]
  return {
    long: names.find((name) => name.startsWith('--')) ?? flags,
    ...(short !== undefined && { short }),
    ...(value !== undefined && { value }),
    isValueOptional: flags.includes('['),
  }
}
