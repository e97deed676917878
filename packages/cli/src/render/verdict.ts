import { createColors } from 'picocolors'
import type { Answer } from '../commands/answer'
import type { Verdict } from '../verification/verdict'
import { toCsv } from './csv'
import { visible, type Terminal } from './terminal'

const inWords = (
  { of, holds, checked, denied, notShown }: Verdict,
  { colour }: Terminal,
): string => {
  const colours = createColors(colour)
  const title = `${of}: ${holds ? 'holds' : 'does not hold'}`
  return [
    colours.bold(holds ? colours.green(title) : colours.red(title)),
    ...checked.map((claim) => `  yes: ${visible(claim)}`),
    ...(denied === null ? [] : [`  no: ${visible(denied)}`]),
    ...(holds ? notShown.map((claim) => `  not shown: ${visible(claim)}`) : []),
  ].join('\n')
}

/** What came of a verification, ready to be printed. */
export const verdictAnswer = (verdict: Verdict): Answer => ({
  table: (terminal) => inWords(verdict, terminal),
  json: () => verdict,
  csv: () =>
    toCsv(
      ['holds', 'says'],
      [
        ...verdict.checked.map((says) => ({ holds: true, says })),
        ...(verdict.denied === null ? [] : [{ holds: false, says: verdict.denied }]),
      ],
    ),
})
