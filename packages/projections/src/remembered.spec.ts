import fc from 'fast-check'

/**
 * An arbitrary of the same values, each generated once per test file: with one seed, the nth value
 * of every property is the same, and a ledger takes longer to generate than most properties take to
 * check.
 */
class Remembered<A> extends fc.Arbitrary<A> {
  readonly #generated = new Map<string, fc.Value<A>>()

  constructor(private readonly arbitrary: fc.Arbitrary<A>) {
    super()
  }

  generate(random: fc.Random, bias: number | undefined): fc.Value<A> {
    const key = JSON.stringify([random.getState(), bias])
    const value = this.#generated.get(key) ?? this.arbitrary.generate(random.clone(), bias)
    this.#generated.set(key, value)
    // The next values generated must be the same whether or not this one was remembered.
    random.nextInt(0, 1)
    return value
  }

  canShrinkWithoutContext(value: unknown): value is A {
    return this.arbitrary.canShrinkWithoutContext(value)
  }

  shrink(value: A, context: unknown): fc.Stream<fc.Value<A>> {
    return this.arbitrary.shrink(value, context)
  }
}

export const remembered = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  new Remembered(arbitrary)
