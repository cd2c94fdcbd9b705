export const grammarErrorCodes = {
  'grammar.invalid': {
    means: 'A regex or grammar cannot be read.',
    helps: 'Correct it at the line and column of the message.',
    example: ['grammar', 'A grammar without its start'],
  },
  'grammar.too-large': {
    means: 'The grammar has too many states for texts to be checked.',
    helps: 'Lower the counts of repetitions, above all of those within each other.',
    example: ['grammar', 'Repetitions within each other'],
  },
  'grammar.uncheckable': {
    means: 'The grammar names tokens of a vocabulary by number, which texts do not show.',
    helps: 'Write the token as its text, or leave the check to the engine.',
    example: ['grammar', 'A token by number'],
  },
  'grammar.inexpressible': {
    means: 'What the grammar says cannot be said in the format that was asked for.',
    helps: 'Choose another format, or write the grammar without it.',
    example: ['library', 'A grammar that no format can say'],
  },
  'request.unsupported': {
    means: 'The engine would not enforce the constraint.',
    helps: 'Choose an engine that does, or change the constraint as the message says.',
    example: ['commands', 'request: a grammar for an engine that takes schemas'],
  },
}
