/** The terminal that stderr leads to. */
export interface Terminal {
  /** Right now; 0 when it does not say. */
  columns(): number
  /** Text with its line ends and escape sequences, in one piece. */
  write(text: string): void
}
