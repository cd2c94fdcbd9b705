/** XGrammar's EBNF and llama.cpp's GBNF are nearly one language. */
export type BnfDialect = 'ebnf' | 'gbnf'
