import type { handleUnaryCall } from '@grpc/grpc-js'
import { deleteStream, tombstone } from '../log/commands'
import { admit, type Node } from '../node'
import type { Written } from '../wire/append-answer.codec'
import type { WriteOptions } from '../wire/append-request.codec'
import { failureOf } from '../wire/failure'

const commands = { delete: deleteStream, tombstone }

/** Hides a stream until it is written to again, or ends it for ever. */
export const deleting =
  (node: Node, operation: 'delete' | 'tombstone'): handleUnaryCall<WriteOptions, Written> =>
  ({ metadata, request: { stream, expected } }, callback) => {
    const refused = admit(node, metadata, operation, stream)
    if (refused !== undefined) {
      callback(refused)
      return
    }
    const outcome = commands[operation](node.log, stream, expected, node.now())
    if (outcome.kind === 'written') {
      node.appended.fire()
      callback(null, outcome)
    } else callback(failureOf(stream, outcome))
  }
