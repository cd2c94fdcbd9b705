export { checkRecipe } from './check-recipe.js'
export { dryRun, type DryRun } from './dry-run.js'
export { exportRecipe, type ExportOptions, type ExportSummary } from './export-recipe.js'
export {
  loadRecipe,
  type LoadedRecipe,
  type LoadOptions,
  type PlacedRecipe,
} from './load-recipe.js'
export type * from './recipe.js'
export { recipeSchema } from './recipe-schema.js'
export { expandSecrets, redactRecipe, type Environment } from './secrets.js'
export { validateFiles, type ValidateOptions, type ValidationReport } from './validate-files.js'
