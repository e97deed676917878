/** Light and dark colours of pages and charts: of each grade what is behind a word, and the word itself. */
export const LIGHT = `
  --kpi-text: #0b0c0c; --kpi-muted: #484949; --kpi-line: #8e9295; --kpi-page: #ffffff; --kpi-panel: #f4f8fb;
  --kpi-accent: #1a65a6; --kpi-focus: #ffdd00;
  --kpi-good: #cfe4d9; --kpi-good-text: #083d29;
  --kpi-approaching-target: #fff1b8; --kpi-approaching-target-text: #4d3f00;
  --kpi-requires-improvement: #fcd6c3; --kpi-requires-improvement-text: #6e2a10;
  --kpi-inadequate: #8e1c1c; --kpi-inadequate-text: #ffffff;
  --kpi-other: #e4e6e7; --kpi-other-text: #2f3336;`

export const DARK = `
  --kpi-text: #f3f4f5; --kpi-muted: #c5c9cc; --kpi-line: #74797d; --kpi-page: #121517; --kpi-panel: #1d2429;
  --kpi-accent: #7fbdf0; --kpi-focus: #ffdd00;
  --kpi-good: #0f4a33; --kpi-good-text: #d5f2e3;
  --kpi-approaching-target: #5a4a00; --kpi-approaching-target-text: #fff0b0;
  --kpi-requires-improvement: #74300f; --kpi-requires-improvement-text: #ffe0d0;
  --kpi-inadequate: #f2a9a0; --kpi-inadequate-text: #3d0906;
  --kpi-other: #3a4045; --kpi-other-text: #e6e9eb;`
