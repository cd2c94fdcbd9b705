import type { AdapterMetadataConfig, TrainingConfig } from '../adapters/adapter-config.js'
import type { CustomStyle } from '../styles/custom-style.js'
import type { Recipe, SplitRecipe } from './recipe.js'
import type { Environment } from './secrets.js'

/** A section of a recipe, of which every key has a default. */
type Given<Section> = { readonly [Key in keyof Section]?: Section[Key] | undefined }

type WrittenWhole = 'source' | 'custom' | 'split' | 'adapter_metadata'

type GivenSections = {
  readonly [Key in Exclude<keyof Recipe, WrittenWhole>]?: Given<Recipe[Key]> | undefined
}

/** A recipe without `source`: keys and defaults are those of the recipe file. */
export interface ExporterConfig extends GivenSections {
  readonly custom?: CustomStyle | undefined
  readonly split?: SplitRecipe | undefined
  readonly adapter_metadata?:
    | (Given<Omit<AdapterMetadataConfig, 'training_config'>> & {
        readonly training_config?: Given<TrainingConfig> | undefined
      })
    | undefined
}

export interface ExporterOptions {
  /** Where relative paths start: of the schema and of the output. @default the working directory */
  readonly baseFolder?: string
  /** Asked for `SOURCE_DATE_EPOCH` only, which stands in for the clock. @default {} */
  readonly env?: Environment
}
