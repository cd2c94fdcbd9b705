/** `dedup-memory` as commands are given it: `dedupMemory`. */
export function optionName(flag: string): string {
  return flag.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase())
}
