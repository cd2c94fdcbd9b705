/** What this page has beyond all others. */
export const adapterStyle = `
.lineage{color:var(--ink);max-width:100%}
.scroll{overflow-x:auto}
.scroll svg{max-width:none}
.details{margin:0;padding:0;list-style:none}
`
