import { LoradexError } from '../kernel/error.js'

export function noProposal(input: string): LoradexError {
  return new LoradexError('init.no-proposal', {
    message: `expected columns in ${input} that a sample can be made of, saw none with values`,
    details: { input },
    hint: 'Write the recipe by hand: docs/recipe.md says every key.',
  })
}
