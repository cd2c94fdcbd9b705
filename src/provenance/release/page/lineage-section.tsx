import type { VNode } from 'preact'
import { Section } from '../../../ui/section.js'
import { LineagePicture } from '../../lineage/lineage-picture.js'
import { lineageTree, rootsOf } from '../../lineage/lineage-tree.js'
import type { ReleasePlan } from '../plan-release.js'

export function LineageSection({ plan: { graph } }: { plan: ReleasePlan }): VNode {
  const [root] = rootsOf(graph)
  return (
    <Section id="lineage" title="Lineage">
      {root && (
        // Wider than a narrow screen: it scrolls, and can be reached by keys.
        <div class="scroll" tabIndex={0} role="region" aria-label="Picture of the lineage">
          <LineagePicture branch={lineageTree(graph, root)} />
        </div>
      )}
      <p class="soft">
        The whole graph is in <code>lineage.json</code>, with the digest <code>{graph.digest}</code>
        .
      </p>
    </Section>
  )
}
