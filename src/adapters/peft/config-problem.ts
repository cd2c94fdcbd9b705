/** Something about one field of `adapter_config.json`. */
export interface ConfigProblem {
  /**
   * `unsafe`: a loader would run or read what it should not; `unknown`: PEFT drops the field; `refused`:
   * PEFT does not load an adapter with that value.
   */
  readonly kind: 'wrong-type' | 'unsafe' | 'unknown' | 'refused'
  readonly field: string
  readonly expected: string
  readonly seen: string
}
