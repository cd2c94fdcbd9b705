/** Examples are written without `loradex`, but where it does not come first. */
export function exampleLine(line: string): string {
  return /(?:^|[\s(])loradex(?:\s|$)/u.test(line) ? line : `loradex ${line}`
}
