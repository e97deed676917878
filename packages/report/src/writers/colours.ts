import { grades } from '@kpi-ledger/core/unstable'
import { DARK_GRADES, LIGHT_GRADES } from './grade-colours'

const graded = (palette: typeof LIGHT_GRADES): string =>
  [...grades, 'other' as const]
    .map(
      (grade) =>
        `  --kpi-${grade}: ${palette[grade].fill}; --kpi-${grade}-text: ${palette[grade].text};`,
    )
    .join('\n')

/** Light and dark colours of pages and charts: of each grade what is behind a word, and the word itself. */
export const LIGHT = `
  --kpi-text: #0b0c0c; --kpi-muted: #484949; --kpi-line: #8e9295; --kpi-page: #ffffff; --kpi-panel: #f1f5f8;
  --kpi-accent: #1a65a6; --kpi-focus: #ffdd00; --kpi-warning: #8e1c1c;
${graded(LIGHT_GRADES)}`

export const DARK = `
  --kpi-text: #f3f4f5; --kpi-muted: #c5c9cc; --kpi-line: #74797d; --kpi-page: #121517; --kpi-panel: #1d2429;
  --kpi-accent: #7fbdf0; --kpi-focus: #ffdd00; --kpi-warning: #f7b8b0;
${graded(DARK_GRADES)}`
