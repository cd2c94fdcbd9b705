import type { VNode } from 'preact'
import { indentJson } from '../../kernel/write-json.js'
import type { ManifestInput, ManifestShard } from '../../records/manifest.js'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatBytes, formatCount } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Limits } from './limits.js'
import { recipeText } from './recipe-text.js'
import type { ReportFacts } from './report-facts.js'

export function ProvenanceSection({
  facts,
  limits,
}: {
  facts: ReportFacts
  limits: Limits
}): VNode {
  const { report, recipe, schema } = facts
  const files = [...report.shards, ...report.rejects, ...report.per_sample]
  return (
    <Section id="provenance" title="Provenance">
      <p>
        The same plan gives the same bytes, on any machine. Its digest is over recipe, schema, parts
        of the input and version.
      </p>
      <p class="digest">
        <code>{report.plan_digest}</code>
      </p>
      {report.digests === 'none' && (
        <p>Inputs and files have no digests: this export is not verifiable by digest.</p>
      )}
      <Inputs inputs={report.inputs} limits={limits} />
      <Files files={files} limits={limits} />
      <details>
        <summary>Recipe, with all defaults</summary>
        <pre>
          <VisibleText text={recipeText(recipe)} limit={limits.document} lines="own" />
        </pre>
      </details>
      {schema !== undefined && (
        <details>
          <summary>JSON Schema of the samples</summary>
          <pre>
            <VisibleText text={indentJson(schema).trimEnd()} limit={limits.document} lines="own" />
          </pre>
        </details>
      )}
    </Section>
  )
}

function Inputs({ inputs, limits }: { inputs: readonly ManifestInput[]; limits: Limits }) {
  return (
    <>
      <DataTable
        className="files"
        caption={
          inputs.some(({ records_sha256: digest }) => digest !== undefined)
            ? 'Inputs, with the digest of the records as they were read'
            : 'Inputs'
        }
        columns={[
          { title: 'Input' },
          { title: 'Records', kind: 'number' },
          { title: 'SHA-256', kind: 'code' },
        ]}
        rows={inputs
          .slice(0, limits.rows)
          .map(({ input, records, records_sha256: digest }) => [
            <VisibleText text={input} limit={limits.name} />,
            formatCount(records),
            digest ?? '–',
          ])}
      />
      <More of={inputs.length - limits.rows} what="input" />
    </>
  )
}

function Files({ files, limits }: { files: readonly ManifestShard[]; limits: Limits }) {
  return (
    <>
      <DataTable
        className="files"
        caption="Files of this export"
        columns={[
          { title: 'File' },
          { title: 'Records', kind: 'number' },
          { title: 'Size', kind: 'number' },
          { title: 'SHA-256', kind: 'code' },
        ]}
        rows={files
          .slice(0, limits.rows)
          .map(({ file, records, bytes, sha256 }) => [
            <VisibleText text={file} limit={limits.name} />,
            formatCount(records),
            formatBytes(bytes),
            sha256 ?? '–',
          ])}
      />
      <More of={files.length - limits.rows} what="file" />
    </>
  )
}

function More({ of, what }: { of: number; what: string }) {
  return of > 0 ? <p class="soft">{countOf(of, `more ${what}`)} in manifest.json.</p> : undefined
}
