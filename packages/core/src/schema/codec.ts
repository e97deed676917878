import * as t from 'io-ts'
import { checkOf, type Check } from './check'
import { formatFault, formatPath } from './fault'
import type { Schema } from './schemable'

/** A description, its strict check and its type: what codecs are composed from. */
export interface Shape<A> {
  /** Its name in messages. */
  readonly name: string
  /** Its description. */
  readonly schema: Schema
  /** Checks a value. */
  readonly check: Check
  /** The type of its values, for the compiler only. */
  readonly _A: A
}

/**
 * An io-ts `Type` made from one description. Its `is`, `validate` and `decode` are all strict: an
 * unknown field is a fault, a good value is returned as it is, and all faults of a bad one are
 * reported with their paths. There is no laxer reading.
 */
export class Codec<A> extends t.Type<A> implements Shape<A> {
  private compiled: Check | null = null

  constructor(
    name: string,
    readonly schema: Schema,
  ) {
    super(
      name,
      (u): u is A => this.check.accepts(u),
      (u, context) => {
        if (this.check.accepts(u)) return t.success(u as A)
        return t.failures(
          this.check.faults(u).map(({ path, message, value }) => ({
            value,
            context: [
              ...context,
              ...path.map((key) => ({ key: String(key), type: this, actual: value })),
            ],
            message: formatFault({ path: formatPath(path), message }),
          })),
        )
      },
      t.identity,
    )
  }

  /** Created on first use, so that unused codecs cost nothing. */
  get check(): Check {
    return (this.compiled ??= checkOf(this.schema))
  }
}
