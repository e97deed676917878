import { publicationsJson, restatements } from '@kpi-ledger/projections'
import { restatementsDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { answered, askHashed, inWords } from '../input/asking'
import { yearStartOf } from '../input/contract-period'
import { EXAMPLE, questionOptions } from '../input/shared-options'
import { rootOf, whyNotHeld } from '../verification/publications'

/** `restatements`: every publication, whether it holds, and what has changed since (M26). */
export const command = defineCommand({
  name: 'restatements',
  group: 'Signing off',
  summary: 'Each scorecard signed off, what has changed in it since, and why.',
  example: `restatements --store ${EXAMPLE} --contract pssp`,
  options: questionOptions,
  run: async (context, given) => {
    const asked = await askHashed(context, given)
    if (E.isLeft(asked)) return asked
    const { history, log, asAt, ledger } = asked.right
    const report = inWords(restatements(history, { asAt }))
    if (E.isLeft(report)) return report
    const rootAt = rootOf(log)
    const answer = publicationsJson(report.right, ledger, rootAt)
    const whyNot = (published: (typeof answer.publications)[number]): string | null =>
      whyNotHeld(published, {
        scorecardDigest: published.recomputed,
        root: rootAt(published.size),
      })
    const denials = answer.publications.flatMap((published) => whyNot(published) ?? [])
    return answered(
      context,
      asked.right,
      restatementsDocument(answer, whyNot, yearStartOf(history)),
      denials.length === 0 ? null : denials.join('\n'),
    )
  },
})
