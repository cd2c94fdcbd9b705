/** What we use of node-llama-cpp. */
export interface LlamaPartner {
  readonly LlamaCompletion: new (options: { readonly contextSequence: unknown }) => {
    generateCompletionWithMeta(
      prompt: string,
      options: {
        readonly grammar: unknown
        readonly maxTokens: number
        readonly temperature: number
        readonly seed: number
      },
    ): Promise<{ readonly response: string; readonly metadata: { readonly stopReason: string } }>
  }
  readonly LlamaGrammar: new (
    llama: unknown,
    options: { readonly grammar: string },
  ) => {
    _testText?(text: string): boolean
  }
  getLlama(options: object): Promise<{
    loadModel(options: { readonly modelPath: string }): Promise<{
      createContext(options: object): Promise<LlamaContext>
    }>
    dispose(): Promise<void>
  }>
}

export interface LlamaContext {
  getSequence(): {
    clearHistory(): Promise<void>
    /** For each token of the input, how likely each token is to come next. */
    controlledEvaluate(
      input: readonly unknown[],
    ): Promise<readonly ({ readonly next: LlamaNext } | undefined)[]>
  }
  dispose(): Promise<void>
}

interface LlamaNext {
  readonly probabilities?: ReadonlyMap<number, number>
}

/** Where node-llama-cpp is installed. */
export const llamaFolder: string

/** The module of node-llama-cpp, installed when it is not there. Fails where that cannot be. */
export function llamaPartner(): Promise<LlamaPartner>
