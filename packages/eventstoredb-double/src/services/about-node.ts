import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js'
import type { Endpoint } from '../faults'
import type { Node } from '../node'
import type { Method } from '../wire/answers.codec'
import { groupsService, streamsService } from '../wire/services.codec'

const featuresOf = (service: string, name: string): ReadonlyArray<string> => {
  if (name === 'batchappend') return ['deadline_duration']
  return service.endsWith('.persistentsubscriptions') ? ['stream', 'all'] : []
}

/** Every method of the services, as listed by `GetSupportedMethods`. */
const methods: ReadonlyArray<Method> = [
  ...Object.values(streamsService),
  ...Object.values(groupsService),
].map(({ path }) => {
  const [, service = '', name = ''] = path.toLowerCase().split('/')
  return { service, name, features: featuresOf(service, name) }
})

/** What the server can do. */
export const serverFeatures = (node: Node): UntypedServiceImplementation => {
  const getSupportedMethods: handleUnaryCall<object, ReadonlyArray<Method>> = (_, callback) => {
    if (node.plan.supportedMethods) callback(null, methods)
  }
  return { getSupportedMethods }
}

/** The nodes of the cluster: just this one. */
export const gossip = (endpoint: () => Endpoint): UntypedServiceImplementation => {
  const read: handleUnaryCall<object, Endpoint> = (_, callback) => callback(null, endpoint())
  return { read }
}
