import type { Format } from './commands/answer'
import { answerExplanation } from './commands/explain'
import { answerFindings } from './commands/findings'
import {
  answerComparison,
  answerHistory,
  answerScorecard,
  answerTracker,
} from './commands/questions'
import {
  EXAMPLE,
  withAsAt,
  withContract,
  withFormat,
  withKPI,
  withPeriods,
  withRegime,
  type Grammar,
} from './grammar'

type Options<Answer extends (io: never, options: never) => unknown> = Parameters<Answer>[1] & {
  readonly format: Format
}

/** Adds `scorecard`, `tracker`, `compare`, `explain`, `findings` and `history`. */
export const addQuestionCommands = ({ io, answer, add }: Grammar): void => {
  const question = (name: string, description: string, line: string) =>
    withFormat(withAsAt(withContract(add(name, description, line))))

  withRegime(
    withPeriods(
      question(
        'scorecard',
        'A contract’s KPIs for one or more periods, rated.',
        `scorecard --store ${EXAMPLE} --contract pssp --period 2016-04 --period 2016-05`,
      ),
    ),
  ).action((options: Options<typeof answerScorecard>) =>
    answer(options.format, answerScorecard(io, options)),
  )

  withKPI(
    question(
      'tracker',
      'A KPI against its profile across a financial year.',
      `tracker --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-001' --year FY2016`,
    ),
  )
    .requiredOption('--year <year>', 'the financial year, such as FY2016')
    .option('--regime <id>', 'the regime; by default the one in effect as the year ends')
    .action((options: Options<typeof answerTracker>) =>
      answer(options.format, answerTracker(io, options)),
    )

  withPeriods(
    question(
      'compare',
      'The same actuals rated under two regimes.',
      `compare --store ${EXAMPLE} --contract pssp --from pssp-2016 --to pssp-2016 --period 2016-05`,
    ),
  )
    .requiredOption('--from <regime>', 'regime A')
    .requiredOption('--to <regime>', 'regime B')
    .action((options: Options<typeof answerComparison>) =>
      answer(options.format, answerComparison(io, options)),
    )

  withRegime(
    withKPI(
      question(
        'explain',
        'Why a KPI is rated so, event by event.',
        `explain --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-008' --period 2016-05`,
      ),
    ),
  )
    .requiredOption('--period <period>', 'a period such as 2016-04, FY2016-Q1 or FY2016')
    .action((options: Options<typeof answerExplanation>) =>
      answer(options.format, answerExplanation(io, options)),
    )

  withRegime(
    question(
      'findings',
      'What an auditor should look at, each with its rule and events.',
      `findings --store ${EXAMPLE} --contract pssp`,
    ),
  )
    .option('--late-after <days>', 'an actual is late so many days after the end of its period')
    .action((options: Options<typeof answerFindings>) =>
      answer(options.format, answerFindings(io, options)),
    )

  question(
    'history',
    'A contract’s events, or those about one KPI.',
    `history --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-011'`,
  )
    .option('--kpi <reference>', 'only the events about this KPI')
    .action((options: Options<typeof answerHistory>) =>
      answer(options.format, answerHistory(io, options)),
    )
}
