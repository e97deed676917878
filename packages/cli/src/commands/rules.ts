import { writeDefinition } from '@kpi-ledger/intake'
import { rules } from '@kpi-ledger/projections'
import { rulesDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printedText } from '../command/command'
import { asTyped, optional } from '../command/option'
import { answered, ask, inWords, named } from '../input/asking'
import { EXAMPLE, questionOptions } from '../input/shared-options'

/** `rules`: a contract's regimes, bands, KPIs and targets in words. */
export const command = defineCommand({
  name: 'rules',
  group: 'Questions',
  summary:
    'A contract’s regimes, bands, KPIs and targets in words; as yaml, the file that define reads.',
  example: `rules --store ${EXAMPLE} --contract pssp`,
  options: {
    ...questionOptions,
    regime: optional('--regime <id>', 'only this regime', asTyped),
  },
  formats: ['yaml'],
  run: async (context, given) => {
    const asked = await ask(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt } = asked.right
    const stated = inWords(rules(history, { asAt, ...named(given.regime) }))
    if (E.isLeft(stated)) return stated
    return context.format === 'yaml'
      ? printedText([writeDefinition(history, stated.right)])
      : answered(context, asked.right, rulesDocument(stated.right))
  },
})
