/** Colours and faces; every rule below takes them from here. Print is always light. */
const tokens = `
:root{
  --paper:#fbfaf6;--sheet:#fff;--ink:#1b1c1e;--soft:#5a5850;--line:#dcd8cc;--rule:#1b1c1e;
  --link:#1d4f91;--keep:#2b5f8a;--keep-wash:#d6e4ef;--drop:#b1482b;--drop-wash:#f4ddd4;
  --pass:#1f6b45;--pass-wash:#dcefe3;--fail:#a3231f;--fail-wash:#f8dedb;--warn:#7d5200;--warn-wash:#f8ebcd;
  --mark:#7a3c00;--mark-wash:#fbe9cc;
  --serif:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,Charter,Georgia,serif;
  --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
  --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;
}
@media screen and (prefers-color-scheme:dark){:root{
  --paper:#15171a;--sheet:#1b1e22;--ink:#e9e6df;--soft:#aaa69b;--line:#34383d;--rule:#b9b5aa;
  --link:#8fbcf0;--keep:#77aede;--keep-wash:#233a50;--drop:#e58f72;--drop-wash:#4a2a20;
  --pass:#7fcf9f;--pass-wash:#1c3a2a;--fail:#ff9c92;--fail-wash:#4b2221;--warn:#e9bd62;--warn-wash:#40310f;
  --mark:#f0c07c;--mark-wash:#45331a;
}}`

const text = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 var(--sans);overflow-wrap:break-word}
h1,h2{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:clamp(1.6rem,1.1rem + 2vw,2.3rem);letter-spacing:-.01em}
h2{font-size:1.3rem}
h3{font-size:1rem;line-height:1.35;margin:1.75rem 0 .5rem}
p,ul,ol,dl,figure,pre{margin:0 0 1rem}
p{max-width:42rem}
a{color:var(--link);text-underline-offset:.15em}
code,pre,td.c{font-family:var(--mono);font-size:.86em;overflow-wrap:anywhere}
pre{white-space:pre-wrap;background:var(--sheet);border:1px solid var(--line);padding:.75rem 1rem;line-height:1.5}
pre code{font-size:inherit}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-99rem;top:0;padding:.5rem 1rem;background:var(--ink);color:var(--paper);z-index:1}
.skip:focus{left:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--soft)}
.lead{font-size:1.1rem;max-width:44rem}
bdi{overflow-wrap:anywhere}
bdi i{font:normal .78em/1.2 var(--mono);color:var(--mark);background:var(--mark-wash);border-radius:2px;padding:0 .2em;white-space:nowrap}
.cut{font:italic .9em var(--sans);color:var(--soft);background:none;padding:0 0 0 .25em;white-space:normal}`

const tables = `
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4;margin:0 0 1rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:0 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:400;color:var(--soft);border-bottom:1px solid var(--rule);overflow-wrap:normal}
thead th.n{white-space:normal}
tbody th{font-weight:400}
tbody th{min-width:6rem}
.n{text-align:right;white-space:nowrap;overflow-wrap:normal}
.n+:not(.n){padding-left:.5rem}
details>summary{cursor:pointer;color:var(--link);width:fit-content}
details[open]>summary{margin-bottom:.6rem}
figure{margin-bottom:1.5rem}
figcaption{color:var(--soft);font-size:.9rem;margin:0 0 .6rem;max-width:42rem}
svg{display:block;max-width:100%;height:auto}`

const lists = `
.facts{display:flex;flex-wrap:wrap;gap:.6rem 1.6rem;font-variant-numeric:tabular-nums}
.facts dt{color:var(--soft);font-size:.8rem}
.facts dd{margin:0}
.rows{list-style:none;padding:0;font-size:.9rem;line-height:1.4;border-top:1px solid var(--rule)}
.rows li{padding:.4rem 0;border-bottom:1px solid var(--line)}
.rows li>div{min-width:0;overflow:hidden}
.rows small{display:block;font-size:.8rem;color:var(--soft)}
.rows code{display:block;font-size:.8rem;line-height:1.5}
@media(min-width:40rem){.rows li{display:grid;grid-template-columns:10rem minmax(0,1fr);column-gap:1rem}}`

/** Heading and one figure in the margin, matter beside them; one column where the window is narrow. */
const layout = `
.band{border-bottom:1px solid var(--line);background:var(--sheet)}
.wide{max-width:74rem;margin:0 auto;padding:0 1.25rem}
section{border-top:1px solid var(--line);padding:1.75rem 0 1rem}
section:first-child{border-top:0}
.margin{margin:0 0 1rem}
.figure{color:var(--soft);font-size:.9rem;line-height:1.3;margin:.35rem 0 0}
.figure b{color:var(--ink);font:600 1.5rem/1.1 var(--serif);margin-right:.15em}
@media(min-width:60rem){
  .wide{padding:0 2rem}
  section{display:grid;grid-template-columns:11rem minmax(0,1fr);column-gap:3rem}
  .figure b{display:block;font-size:2rem}
}
@media(max-width:40rem){.roomy{display:none}table{font-size:.85rem}th,td{padding-right:.6rem}tbody th{min-width:5rem}}`

/** The style of every page. Pages add their own rules behind it. */
export const stylesheet: string = [tokens, text, tables, lists, layout].join('')
