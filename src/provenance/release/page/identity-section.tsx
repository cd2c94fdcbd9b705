import type { VNode } from 'preact'
import { Facts } from '../../../ui/facts.js'
import { formatCount, formatNumber } from '../../../ui/format-number.js'
import { Section } from '../../../ui/section.js'
import { VisibleText } from '../../../ui/visible-text.js'
import type { ReleasePlan } from '../plan-release.js'
import type { SectionProps } from './page-limits.js'

export function IdentitySection({ plan, limits }: SectionProps<ReleasePlan>): VNode {
  const { metadata, license } = plan.facts.adapter
  const { training_config: training } = metadata
  const shown = (text: string) =>
    text === '' ? '–' : <VisibleText text={text} limit={limits.text} />
  return (
    <Section id="identity" title="Identity">
      <Facts
        of={[
          ['Version', shown(metadata.adapter_version)],
          ['Base', shown([metadata.base_model_name, metadata.base_model_version].join(' ').trim())],
          [
            'Task',
            shown([metadata.task_type, metadata.domain].filter((text) => text !== '').join(', ')),
          ],
          ['Language', shown(metadata.language)],
          ['Licence', shown(license)],
          ['Made by', shown(metadata.created_by)],
          ['Parent', shown(metadata.parent_adapter_id)],
          ['Rank', formatCount(training.lora_rank)],
          ['Alpha', formatNumber(training.lora_alpha, 4)],
          ['Modules', shown(training.target_modules.join(' '))],
          ['Epochs', formatCount(training.epochs)],
          ['Learning rate', String(training.learning_rate)],
        ]}
      />
    </Section>
  )
}
