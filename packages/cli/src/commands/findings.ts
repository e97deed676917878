import { findings, findingsJson } from '@kpi-ledger/projections'
import { findingsDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { optional } from '../command/option'
import { answered, askHashed, inWords, named } from '../input/asking'
import { yearStartOf } from '../input/contract-period'
import { readWholeNumber } from '../input/options'
import { EXAMPLE, questionOptions, regimeOption } from '../input/shared-options'

/** `findings`: what an auditor should look at. */
export const command = defineCommand({
  name: 'findings',
  group: 'Questions',
  summary: 'What an auditor should look at, each with its rule and events.',
  example: `findings --store ${EXAMPLE} --contract pssp`,
  options: {
    ...questionOptions,
    regime: regimeOption,
    lateAfter: optional(
      '--late-after <days>',
      'how many days after the end of its period an actual is late',
      readWholeNumber('--late-after'),
    ),
    overdueAfter: optional(
      '--overdue-after <days>',
      'how many days after the end of its period a missing outcome is overdue',
      readWholeNumber('--overdue-after'),
    ),
  },
  run: async (context, given) => {
    const { regime, lateAfter, overdueAfter } = given
    const asked = await askHashed(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt, ledger } = asked.right
    const late = {
      ...(lateAfter === null ? {} : { lateAfter }),
      ...(overdueAfter === null ? {} : { overdueAfter }),
    }
    const found = inWords(
      findings(history, { asAt, now: context.io.now(), ...named(regime), ...late }),
    )
    if (E.isLeft(found)) return found
    return answered(
      context,
      asked.right,
      findingsDocument(findingsJson(found.right, ledger), yearStartOf(history)),
    )
  },
})
