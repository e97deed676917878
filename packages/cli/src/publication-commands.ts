import * as E from 'fp-ts/Either'
import { print, type Format } from './commands/answer'
import { publishScorecard, type PublishOptions } from './commands/publish'
import { reportRestatements, type RestatementsOptions } from './commands/restatements'
import { EXAMPLE, withAsAt, withContract, withFormat, withRegime, type Grammar } from './grammar'

/** Adds `publish` and `restatements` (M25, M26). */
export const addPublicationCommands = ({ io, fail, answer, add }: Grammar): void => {
  withFormat(
    withRegime(
      withContract(
        add(
          'publish',
          'Signs a scorecard off: from then on a changed cell is a restatement.',
          "publish --contract pssp --period 2016-05 --actor 'Chair of the board'",
        ),
      ).requiredOption('--period <period>', 'a period such as 2016-04, FY2016-Q1 or FY2016'),
    ).option('--actor <name>', 'who signs it off'),
  ).action((options: PublishOptions & { readonly format: Format }) =>
    answer(options.format, publishScorecard(io, options)),
  )

  withFormat(
    withAsAt(
      withContract(
        add(
          'restatements',
          'Each scorecard signed off, what of it is different now, and because of what.',
          `restatements --store ${EXAMPLE} --contract pssp`,
        ),
      ),
    ),
  ).action(async (options: RestatementsOptions & { readonly format: Format }) => {
    const report = await reportRestatements(io, options)
    if (E.isLeft(report)) {
      fail(report.left)
      return
    }
    await print(io, options.format, report.right.answer)
    if (report.right.denied !== null) fail({ status: 1, message: report.right.denied })
  })
}
