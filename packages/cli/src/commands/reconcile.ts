import { reconciliation } from '@kpi-ledger/projections'
import { reconciliationDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { answered, ask, inWords } from '../input/asking'
import { yearStartOf } from '../input/contract-period'
import { EXAMPLE, questionOptions } from '../input/shared-options'

/** `reconcile`: each printed rating against the one the rules give (M32). */
export const command = defineCommand({
  name: 'reconcile',
  group: 'Questions',
  summary: 'Compares each printed rating with the one that the rules give.',
  example: `reconcile --store ${EXAMPLE} --contract pssp`,
  options: questionOptions,
  run: async (context, given) => {
    const asked = await ask(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt } = asked.right
    const answer = inWords(reconciliation(history, { asAt }))
    return E.isLeft(answer)
      ? answer
      : answered(context, asked.right, reconciliationDocument(answer.right, yearStartOf(history)))
  },
})
