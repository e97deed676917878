import { sha256 } from '@noble/hashes/sha2'
import { base64 } from '@scure/base'

/** Light and dark colours of each grade: what is behind a word, and the word itself. */
const light = `
  --kpi-text: #0b0c0c; --kpi-muted: #484949; --kpi-line: #8e9295; --kpi-page: #ffffff; --kpi-panel: #f4f8fb;
  --kpi-accent: #1a65a6; --kpi-focus: #ffdd00;
  --kpi-good: #cfe4d9; --kpi-good-text: #083d29;
  --kpi-approaching-target: #fff1b8; --kpi-approaching-target-text: #4d3f00;
  --kpi-requires-improvement: #fcd6c3; --kpi-requires-improvement-text: #6e2a10;
  --kpi-inadequate: #8e1c1c; --kpi-inadequate-text: #ffffff;
  --kpi-other: #e4e6e7; --kpi-other-text: #2f3336;`

const dark = `
  --kpi-text: #f3f4f5; --kpi-muted: #c5c9cc; --kpi-line: #74797d; --kpi-page: #121517; --kpi-panel: #1d2429;
  --kpi-accent: #7fbdf0; --kpi-focus: #ffdd00;
  --kpi-good: #0f4a33; --kpi-good-text: #d5f2e3;
  --kpi-approaching-target: #5a4a00; --kpi-approaching-target-text: #fff0b0;
  --kpi-requires-improvement: #74300f; --kpi-requires-improvement-text: #ffe0d0;
  --kpi-inadequate: #f2a9a0; --kpi-inadequate-text: #3d0906;
  --kpi-other: #3a4045; --kpi-other-text: #e6e9eb;`

const GRADES = ['good', 'approaching-target', 'requires-improvement', 'inadequate', 'other']

const tags = GRADES.map(
  (grade) =>
    `.kpi-ledger .tag.${grade} { background: var(--kpi-${grade}); color: var(--kpi-${grade}-text); }`,
).join('\n')

/**
 * The styles of a page. Its colours are custom properties: set them on `.kpi-ledger` to make a page
 * of your own.
 */
export const STYLES = `
:root {${light}
}
@media (prefers-color-scheme: dark) {
:root {${dark}
}
}
@media (prefers-contrast: more) {
:root { --kpi-muted: var(--kpi-text); --kpi-line: var(--kpi-text); }
}
body { margin: 0; background: var(--kpi-page); color: var(--kpi-text); }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
.kpi-ledger { font: 1.0625rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--kpi-text); overflow-wrap: break-word; }
.kpi-ledger h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
.kpi-ledger h2 { font-size: 1.4rem; line-height: 1.25; margin: 2rem 0 0.75rem; }
.kpi-ledger p { margin: 0 0 1rem; max-width: 46rem; }
.kpi-ledger .verdict { font-size: 1.25rem; border-left: 0.4rem solid var(--kpi-accent); padding: 0.75rem 1rem; background: var(--kpi-panel); max-width: none; }
.kpi-ledger .inset { border-left: 0.4rem solid var(--kpi-line); padding: 0.25rem 1rem; }
.kpi-ledger .legend { color: var(--kpi-muted); font-size: 0.9375rem; margin: 0.25rem 0; }
.kpi-ledger .tag { display: inline-block; padding: 0.05rem 0.45rem; border: 1px solid currentColor; border-radius: 0.2rem; font-weight: 600; }
${tags}
.kpi-ledger .because { color: var(--kpi-muted); }
.kpi-ledger .wide { overflow-x: auto; margin: 0 0 1rem; position: relative; }
.kpi-ledger .wide:focus-visible, .kpi-ledger a:focus-visible, .kpi-ledger summary:focus-visible { outline: 3px solid var(--kpi-focus); box-shadow: 0 0 0 6px var(--kpi-text); outline-offset: 0; }
.kpi-ledger table { border-collapse: collapse; width: 100%; font-size: 1rem; }
.kpi-ledger th, .kpi-ledger td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--kpi-line); font-weight: 400; }
.kpi-ledger thead th { font-weight: 700; vertical-align: bottom; }
.kpi-ledger tbody th { font-weight: 600; }
.kpi-ledger th.group { border-bottom: 2px solid var(--kpi-accent); }
.kpi-ledger th.section { font-size: 1.125rem; font-weight: 700; padding-top: 1.25rem; }
.kpi-ledger td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.kpi-ledger tr.note td { color: var(--kpi-muted); padding-left: 1rem; }
.kpi-ledger .whole { white-space: nowrap; }
.kpi-ledger dl.facts { margin: 0 0 1rem; }
.kpi-ledger dl.facts > div { display: flex; flex-wrap: wrap; gap: 0 1rem; border-bottom: 1px solid var(--kpi-line); padding: 0.45rem 0; }
.kpi-ledger dl.facts dt { flex: 0 0 12rem; font-weight: 600; }
.kpi-ledger dl.facts dd { flex: 1 1 16rem; margin: 0; min-width: 0; }
.kpi-ledger .long { overflow-wrap: anywhere; font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.9375rem; }
.kpi-ledger .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) {
.kpi-ledger h1 { font-size: 1.5rem; }
}
@media print {
@page { size: A4 landscape; margin: 12mm; }
main { max-width: none; padding: 0; }
.kpi-ledger { font-size: 9.5pt; }
.kpi-ledger table { font-size: 8.5pt; }
.kpi-ledger .wide { overflow: visible; }
.kpi-ledger thead { display: table-header-group; }
.kpi-ledger tr, .kpi-ledger dl.facts > div, .kpi-ledger .verdict { break-inside: avoid; }
.kpi-ledger h2 { break-after: avoid; }
.kpi-ledger .whole, .kpi-ledger td.number { white-space: normal; overflow-wrap: anywhere; }
.kpi-ledger .tag { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`

const bytes = Uint8Array.from(STYLES, (character) => character.charCodeAt(0))

/** The styles as a content security policy names them; all of their characters are ASCII. */
export const STYLES_HASH = `sha256-${base64.encode(sha256(bytes))}`
