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
      createContext(options: object): Promise<{ getSequence(): { clearHistory(): Promise<void> } }>
    }>
    dispose(): Promise<void>
  }>
}

/** The module of node-llama-cpp, installed when it is not there. Fails where that cannot be. */
export function llamaPartner(): Promise<LlamaPartner>
