export function compilePattern(source: string, pointer: string): (text: string) => boolean {
  void pointer
  const regexp = new RegExp(source, 'u')
  return (text) => regexp.test(text)
}

/** Whether the text is a regular expression of ECMA-262, with the `u` flag. */
export function isRegex(text: string): boolean {
  try {
    void new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}
