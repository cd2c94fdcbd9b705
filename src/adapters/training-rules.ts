import type { TrainingConfig } from './adapter-config.js'
import type { MetadataRule } from './metadata-rule.js'

/** Serving engines refuse adapters above this; training code does not. */
const USUAL_MAX_RANK = 512

/** PEFT's `LoraConfig` takes these; https://arxiv.org/abs/2106.09685 says what they mean. */
export function trainingRules(training: TrainingConfig): readonly MetadataRule[] {
  const { num_samples, epochs, learning_rate, lora_rank, lora_alpha, lora_dropout } = training
  return [
    {
      pointer: '/training/num_samples',
      level: 'error',
      expected: 'a whole number >= 0',
      value: num_samples,
      holds: Number.isSafeInteger(num_samples) && num_samples >= 0,
    },
    {
      pointer: '/training/epochs',
      level: 'error',
      expected: 'a whole number >= 0',
      value: epochs,
      holds: Number.isSafeInteger(epochs) && epochs >= 0,
    },
    {
      pointer: '/training/learning_rate',
      level: 'error',
      expected: 'a number >= 0',
      value: learning_rate,
      holds: learning_rate >= 0,
    },
    {
      pointer: '/training/learning_rate',
      level: 'warning',
      expected: 'less than 1',
      value: learning_rate,
      holds: learning_rate < 1,
    },
    {
      pointer: '/training/lora_rank',
      level: 'error',
      expected: 'a whole number >= 1',
      value: lora_rank,
      holds: Number.isSafeInteger(lora_rank) && lora_rank >= 1,
    },
    {
      pointer: '/training/lora_rank',
      level: 'warning',
      expected: `at most ${USUAL_MAX_RANK}, which is what servers take`,
      value: lora_rank,
      holds: lora_rank <= USUAL_MAX_RANK,
    },
    {
      pointer: '/training/lora_alpha',
      level: 'error',
      expected: 'a number > 0',
      value: lora_alpha,
      holds: lora_alpha > 0,
    },
    {
      pointer: '/training/lora_dropout',
      level: 'error',
      expected: 'a number >= 0 and < 1',
      value: lora_dropout,
      holds: lora_dropout >= 0 && lora_dropout < 1,
    },
    ...moduleRules(training.target_modules),
  ]
}

function moduleRules(modules: readonly string[]): readonly MetadataRule[] {
  const [repeated] = modules.filter((name, index) => modules.indexOf(name) < index)
  const blank = modules.findIndex((name) => name.trim() === '')
  return [
    {
      pointer: '/training/target_modules',
      level: 'error',
      expected: 'the modules to adapt, such as q_proj and v_proj',
      value: modules,
      holds: modules.length > 0,
    },
    {
      pointer: `/training/target_modules/${blank}`,
      level: 'error',
      expected: 'a module name',
      value: modules[blank],
      holds: blank < 0,
    },
    {
      pointer: '/training/target_modules',
      level: 'error',
      expected: 'each module once',
      value: repeated,
      holds: repeated === undefined,
    },
  ]
}
