import { randomBytes } from 'node:crypto'
import { formatSignerKey, formatVerifierKey, originOf, signerKey } from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import { defineCommand, printedText } from '../command/command'
import { asTyped, required } from '../command/option'
import { badInput } from '../failure'
import { contractOptions } from '../input/shared-options'
import { writeNewFile } from '../output'

/**
 * `keygen`: creates a key pair for a contract's checkpoints. The private key is written to a new
 * file that only its owner can read; the verifier key is printed, to be published.
 */
export const command = defineCommand({
  name: 'keygen',
  group: 'Proofs',
  summary: 'Creates a key to sign a contract’s checkpoints; prints the key to verify them with.',
  example: 'keygen --contract pssp --out pssp.key > pssp.pub',
  options: {
    contract: contractOptions.contract,
    out: required('--out <file>', 'a new file for the private key', asTyped),
  },
  formats: null,
  run: async ({ stored }, { contract, out }) => {
    const key = signerKey(originOf(contract), randomBytes(32))
    if (E.isLeft(key)) return E.left(badInput(key.left))
    const content = `${formatSignerKey(key.right)}\n`
    const written = await writeNewFile(out, content, 'no key was made', { mode: 0o600 })
    if (E.isLeft(written)) return written
    stored(`the private key, in ${out}`)
    return printedText([`${formatVerifierKey(key.right)}\n`])
  },
})
