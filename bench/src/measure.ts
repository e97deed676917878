import { collectGarbage } from './collect-garbage'

/** One way to do a piece of work. */
export interface Contender {
  /** What it is called in the results. */
  readonly name: string
  /** What has to be done before the work, and is not timed. */
  readonly prepare?: () => void
  /** Does the work once. */
  readonly work: () => unknown
}

/** How long a contender took. */
export interface Timing {
  /** The name of the contender. */
  readonly name: string
  /** The time of the work, in ms. */
  readonly milliseconds: number
}

/** Processor time of some work, in ms; waiting for other work on the machine does not count. */
const timeOf = (work: () => unknown): number => {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e3
}

const timeOfTask = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (values: ReadonlyArray<number>): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/**
 * Of the first contender, the median of its times; of each other, as much more or less as it is in the
 * median of the rounds. A machine that others share changes its speed within seconds, which changes the
 * times of a round more than what they are to each other.
 */
const byRounds = (
  contenders: ReadonlyArray<{ readonly name: string }>,
  times: ReadonlyArray<ReadonlyArray<number>>,
): ReadonlyArray<Timing> => {
  const first = times[0] ?? []
  return contenders.map(({ name }, i) => ({
    name,
    milliseconds:
      median(first) * median(first.map((time, round) => (times[i]?.[round] ?? NaN) / time)),
  }))
}

/** How often a contender that leaves much garbage does its work without a pause. */
const IN_A_ROW = 3

/**
 * Runs contenders that leave so much garbage that collecting it is part of their work: each round is
 * several runs of one contender in a row, after what the others left has been collected. Otherwise
 * whoever runs at the moment collects the garbage of all.
 */
export const raceWithGarbage = (
  contenders: ReadonlyArray<Contender>,
  rounds = 5,
): ReadonlyArray<Timing> =>
  race(
    contenders.map(({ name, work }) => ({
      name,
      prepare: collectGarbage,
      work: () => {
        for (let i = 0; i < IN_A_ROW; i++) work()
      },
    })),
    rounds,
  ).map(({ name, milliseconds }) => ({ name, milliseconds: milliseconds / IN_A_ROW }))

/** Contenders with their places: there and back, so that none always runs after the same other. */
const inTurn = <A>(contenders: ReadonlyArray<A>, round: number): ReadonlyArray<[number, A]> => {
  const there = [...contenders.entries()]
  return round % 2 === 0 ? there : there.reverse()
}

/** Runs all contenders in turn, round after round; returns the processor time of each. */
export const race = (contenders: ReadonlyArray<Contender>, rounds = 7): ReadonlyArray<Timing> => {
  for (const { work } of contenders) work()
  const times = contenders.map((): Array<number> => [])
  for (let round = 0; round < rounds; round++)
    for (const [i, { prepare, work }] of inTurn(contenders, round)) {
      prepare?.()
      times[i]?.push(timeOf(work))
    }
  return byRounds(contenders, times)
}

/**
 * Races contenders on one slice of the work after the other; returns the processor time of each for all
 * slices. On a slice of some milliseconds, all contenders meet the same speed of the machine.
 */
export const raceInSlices = <A>(
  slices: ReadonlyArray<A>,
  contenders: ReadonlyArray<{ readonly name: string; readonly work: (slice: A) => unknown }>,
  rounds = 3,
): ReadonlyArray<Timing> => {
  for (const { work } of contenders) for (const slice of slices) work(slice)
  const totals = contenders.map(() => 0)
  for (let round = 0; round < rounds; round++)
    for (const [at, slice] of slices.entries())
      for (const [i, { work }] of inTurn(contenders, round + at))
        totals[i] = (totals[i] ?? NaN) + timeOf(() => work(slice))
  return contenders.map(({ name }, i) => ({ name, milliseconds: (totals[i] ?? NaN) / rounds }))
}

/**
 * Runs all contenders in turn by the clock, for work that waits for a disk or a server. Contenders never
 * run at the same time.
 */
export const raceTasks = async (
  contenders: ReadonlyArray<{ readonly name: string; readonly work: () => Promise<unknown> }>,
  rounds = 7,
): Promise<ReadonlyArray<Timing>> => {
  for (const { work } of contenders) await work()
  const times = contenders.map((): Array<number> => [])
  for (let round = 0; round < rounds; round++)
    for (const [i, { work }] of inTurn(contenders, round)) times[i]?.push(await timeOfTask(work))
  return byRounds(contenders, times)
}

/** A time in ms, with what matters of it. */
const inWords = (milliseconds: number): string =>
  `${milliseconds.toFixed(milliseconds < 10 ? 2 : 1).padStart(9)} ms`

/** Prints the rate of each contender relative to the first one. */
export const printRates = (title: string, timings: ReadonlyArray<Timing>): void => {
  const base = timings[0]?.milliseconds ?? NaN
  console.log(`\n${title}`)
  for (const { name, milliseconds } of timings)
    console.log(
      `  ${name.padEnd(52)}${inWords(milliseconds)}${(base / milliseconds).toFixed(2).padStart(8)} of its rate`,
    )
}

/** Prints the times of the contenders relative to the first one. */
export const printRatios = (title: string, timings: ReadonlyArray<Timing>): void => {
  const base = timings[0]?.milliseconds ?? NaN
  console.log(`\n${title}`)
  for (const { name, milliseconds } of timings)
    console.log(
      `  ${name.padEnd(52)}${inWords(milliseconds)}${(milliseconds / base).toFixed(2).padStart(8)}`,
    )
}
