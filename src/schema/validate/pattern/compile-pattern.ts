export function compilePattern(source: string, pointer: string): (text: string) => boolean {
  void pointer
  const regexp = new RegExp(source, 'u')
  return (text) => regexp.test(text)
}
