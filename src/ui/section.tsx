import type { ComponentChildren, VNode } from 'preact'

export interface SectionProps {
  /** Where links lead. */
  readonly id: string
  readonly title: string
  /** The one figure to remember, in the margin, with what it counts. */
  readonly figure?: readonly [value: string, of: string]
  readonly children: ComponentChildren
}

export function Section({ id, title, figure, children }: SectionProps): VNode {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <div class="margin">
        <h2 id={`${id}-title`}>{title}</h2>
        {figure && (
          <p class="figure">
            <b>{figure[0]}</b> {figure[1]}
          </p>
        )}
      </div>
      <div>{children}</div>
    </section>
  )
}
