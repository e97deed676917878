/** One way to do a piece of work. */
export interface Contender {
  readonly name: string
  readonly work: () => unknown
}

export interface Timing {
  readonly name: string
  readonly milliseconds: number
}

const timeOf = (work: () => unknown): number => {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (values: ReadonlyArray<number>): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** Runs all contenders in turn, round by round, and gives the median time of each. */
export const race = (contenders: ReadonlyArray<Contender>, rounds = 7): ReadonlyArray<Timing> => {
  for (const { work } of contenders) work()
  const times = contenders.map((): Array<number> => [])
  for (let round = 0; round < rounds; round++)
    contenders.forEach(({ work }, i) => times[i]?.push(timeOf(work)))
  return contenders.map(({ name }, i) => ({ name, milliseconds: median(times[i] ?? []) }))
}

/** One way to do a piece of work that waits for others. */
export interface AsyncContender {
  readonly name: string
  readonly work: () => Promise<unknown>
}

/** As {@link race}, for what is not done at once. */
export const raceAsync = async (
  contenders: ReadonlyArray<AsyncContender>,
  rounds = 7,
): Promise<ReadonlyArray<Timing>> => {
  for (const { work } of contenders) await work()
  const times = contenders.map((): Array<number> => [])
  for (let round = 0; round < rounds; round++)
    for (const [i, { work }] of contenders.entries()) {
      const start = process.hrtime.bigint()
      await work()
      times[i]?.push(Number(process.hrtime.bigint() - start) / 1e6)
    }
  return contenders.map(({ name }, i) => ({ name, milliseconds: median(times[i] ?? []) }))
}

/** Prints how fast each is in shares of the first one's rate. */
export const printRates = (title: string, timings: ReadonlyArray<Timing>): void => {
  const base = timings[0]?.milliseconds ?? NaN
  console.log(`\n${title}`)
  for (const { name, milliseconds } of timings)
    console.log(
      `  ${name.padEnd(52)}${milliseconds.toFixed(1).padStart(9)} ms${(base / milliseconds).toFixed(2).padStart(8)} of its rate`,
    )
}

/** Prints timings as ratios of the first one. */
export const printRatios = (title: string, timings: ReadonlyArray<Timing>): void => {
  const base = timings[0]?.milliseconds ?? NaN
  console.log(`\n${title}`)
  for (const { name, milliseconds } of timings)
    console.log(
      `  ${name.padEnd(52)}${milliseconds.toFixed(1).padStart(9)} ms${(milliseconds / base).toFixed(2).padStart(8)}`,
    )
}
