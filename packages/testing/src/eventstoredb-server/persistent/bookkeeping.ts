import { write, type LoggedEvent } from '../log/log'
import type { Node } from '../node'
import type { GroupName } from '../wire/persistent-request.codec'

const prefixOf = ({ stream = '$all', group }: GroupName): string =>
  `$persistentsubscription-${stream}::${group}`

const writeTo = (node: Node, stream: string, type: string, data: string, metadata = ''): void => {
  const id = `5e54e000-0000-4000-a000-${node.log.events.length.toString(16).padStart(12, '0')}`
  const contentType = 'application/json'
  const event = { id, type, contentType, data: Buffer.from(data), metadata: Buffer.from(metadata) }
  write(node.log, stream, event, node.now())
  node.appended.fire()
}

/** Puts an event aside, as a link with the reason. */
export const park = (node: Node, group: GroupName, event: LoggedEvent, reason: string): void => {
  const added = new Date(node.now()).toISOString()
  const stream = `${prefixOf(group)}-parked`
  writeTo(
    node,
    stream,
    '$>',
    `${event.revision}@${event.stream}`,
    JSON.stringify({ added, reason }),
  )
}

/** Writes down up to which event, that one included, a group has done its work. */
export const writeCheckpoint = (node: Node, group: GroupName, event: LoggedEvent): void => {
  const { position, revision } = event
  const at = group.stream === undefined ? `C:${position}/P:${position}` : String(revision)
  writeTo(node, `${prefixOf(group)}-checkpoint`, '$SubscriptionCheckpoint', JSON.stringify(at))
}
