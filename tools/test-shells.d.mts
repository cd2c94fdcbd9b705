export function whyNoShell(shell: string): string | undefined

export interface TestTerminal {
  type(keys: string): void
  /** What was shown since the last time, once it matches. */
  until(pattern: RegExp): Promise<string>
  close(): void
}

export function openTerminal(
  command: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): TestTerminal
