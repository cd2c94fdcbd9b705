/** As options name them, in the order of the table. */
export const engineIds = ['vllm', 'sglang', 'lorax', 'tgi', 'llama.cpp', 'ollama'] as const

export type EngineId = (typeof engineIds)[number]
