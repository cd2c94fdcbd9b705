// node tools/recipe-schema.mjs, after a build: writes schemas/recipe.schema.json.
import { mkdirSync, writeFileSync } from 'node:fs'
import { recipeSchemaText } from '../dist/recipe/recipe-schema.js'

mkdirSync('schemas', { recursive: true })
writeFileSync('schemas/recipe.schema.json', recipeSchemaText())
